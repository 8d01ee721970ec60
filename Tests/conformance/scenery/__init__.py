"""What the conformance and the reference tests have in common: a support desk, a way to serve it, and SOAP to send it."""

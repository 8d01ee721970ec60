"""An engine behind a socket on loopback: the engine is a WSGI application, and wsgiref serves it with a thread a call."""

from __future__ import annotations

import http.client
import socketserver
import threading
import urllib.parse
import wsgiref.simple_server
from http import HTTPStatus

import chatcore


class Application:
    """An engine as WSGI (PEP 3333) sees an application."""

    def __init__(self, engine):
        self.engine = engine

    def __call__(self, environ, start_response):
        response = self.engine.handle(read_request(environ))
        start_response(
            f"{response.status} {phrase(response.status)}", [(name, latin1(value)) for name, value in response.headers]
        )
        return [response.body]


def read_request(environ):
    headers = [
        (name[5:].replace("_", "-").title(), utf8(value)) for name, value in environ.items() if name.startswith("HTTP_")
    ]
    if environ.get("CONTENT_TYPE"):
        headers.append(("Content-Type", utf8(environ["CONTENT_TYPE"])))
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    return chatcore.Request(environ["REQUEST_METHOD"], target(environ), headers, body, environ.get("REMOTE_ADDR", ""))


def target(environ):
    """The target as the client wrote it, where the server says; WSGI itself has it only decoded."""
    if "REQUEST_URI" in environ:
        return environ["REQUEST_URI"]
    path = urllib.parse.quote(latin1(environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", ""))) or "/"
    return f"{path}?{environ['QUERY_STRING']}" if environ.get("QUERY_STRING") else path


def utf8(text):
    """WSGI shows every byte as one character."""
    return text.encode("latin-1").decode("utf-8", "surrogateescape")


def latin1(text):
    return text.encode("utf-8", "surrogateescape").decode("latin-1")


def phrase(status):
    return HTTPStatus(status).phrase if status in list(HTTPStatus) else "Unknown"


class Handler(wsgiref.simple_server.WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def get_environ(self):
        environ = super().get_environ()
        environ["REQUEST_URI"] = self.path
        if "Content-Type" not in self.headers:
            del environ["CONTENT_TYPE"]
        return environ

    def log_message(self, format, *arguments):
        pass


class ThreadingServer(socketserver.ThreadingMixIn, wsgiref.simple_server.WSGIServer):
    daemon_threads = True

    def server_bind(self):
        # The usual one asks the name service for the machine's own name.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address
        self.setup_environ()


class Served:
    """An engine at an address on loopback, for as long as the context lasts."""

    def __init__(self, engine):
        self._server = ThreadingServer(("127.0.0.1", 0), Handler)
        self._server.set_app(Application(engine))
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def send(self, method, target, headers=(), body=b""):
        """One request over a connection of its own. Headers may repeat; the answer is a Response of the package."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.putrequest(method, target, skip_accept_encoding=True)
            for name, value in headers:
                connection.putheader(name, value.encode("utf-8"))
            if body or method == "POST":
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body or None)
            answer = connection.getresponse()
            return chatcore.Response(answer.status, tuple((n, utf8(v)) for n, v in answer.getheaders()), answer.read())
        finally:
            connection.close()

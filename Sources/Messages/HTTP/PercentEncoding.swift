extension String {
    /// Every byte escaped that is not free of meaning everywhere in a URI (RFC 3986, section 2.3), but for some.
    func percentEncoded(keeping kept: StaticString = "") -> String {
        var encoded = ""
        let free = "\(kept)".utf8
        for byte in utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: encoded.append(Character(Unicode.Scalar(byte)))
            default:
                if free.contains(byte) {
                    encoded.append(Character(Unicode.Scalar(byte)))
                } else {
                    encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
                }
            }
        }
        return encoded
    }
}

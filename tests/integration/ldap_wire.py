"""Speaks just enough LDAP (RFC 4511) to ask slapd without ldapsearch's own checks.

    with Connection("127.0.0.1", port) as ldap:
        ldap.bind()
        code, entries = ldap.search("ou=bal,o=mssante,c=fr", "(cn=*dup*)", ["cn"])

Entries are {"dn": str, "attributes": {name: [bytes]}}. Filters are text without
escapes or nesting beyond (&...), (|...), (!...).
"""

import socket


def tlv(tag, content):
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def integer(number, tag=0x02):
    return tlv(tag, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def octets(text, tag=0x04):
    return tlv(tag, text if isinstance(text, bytes) else text.encode())


def encode_filter(text):
    encoded, rest = _read_filter(text)
    assert not rest, rest
    return encoded


def _read_filter(text):
    assert text[0] == "(", text
    if text[1] in "&|!":
        children, rest = b"", text[2:]
        while rest[0] == "(":
            child, rest = _read_filter(rest)
            children += child
        return tlv({"&": 0xA0, "|": 0xA1, "!": 0xA2}[text[1]], children), rest[1:]
    item, rest = text[1:].split(")", 1)
    name, value = item.split("=", 1)
    if value == "*":
        return octets(name, 0x87), rest
    if "*" not in value:
        return tlv(0xA3, octets(name) + octets(value)), rest
    first, *middle, last = value.split("*")
    pieces = octets(first, 0x80) if first else b""
    pieces += b"".join(octets(piece, 0x81) for piece in middle if piece)
    pieces += octets(last, 0x82) if last else b""
    return tlv(0xA4, octets(name) + tlv(0x30, pieces)), rest


def bind_request(number, name="", password=""):
    return tlv(0x30, integer(number) + tlv(0x60, integer(3) + octets(name)
                                           + octets(password, 0x80)))


def search_request(number, base, filter_text, attributes=(), size_limit=0, scope=2):
    return tlv(0x30, integer(number) + tlv(
        0x63, octets(base) + integer(scope, 0x0A) + integer(0, 0x0A) + integer(size_limit)
        + integer(0) + tlv(0x01, b"\0") + encode_filter(filter_text)
        + tlv(0x30, b"".join(octets(name) for name in attributes))))


def unbind_request(number):
    return tlv(0x30, integer(number) + tlv(0x42, b""))


def read_tlv(data, at):
    """(tag, start of the content, its end); IndexError while its length has not come."""
    tag, size = data[at], data[at + 1]
    at += 2
    if size & 0x80:
        count = size & 0x7F
        if at + count > len(data):
            raise IndexError
        size = int.from_bytes(data[at:at + count], "big")
        at += count
    return tag, at, at + size


def children(data, start, end):
    while start < end:
        tag, content, start = read_tlv(data, start)
        yield tag, content, start


class Connection:
    def __init__(self, host, port, timeout=30):
        self.socket = socket.create_connection((host, port), timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.number = 0
        self.buffer = bytearray()
        self.at = 0  # of the next message in the buffer

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()

    def close(self):
        self.socket.close()

    def _fill(self):
        received = self.socket.recv(1 << 16)
        if not received:
            raise ConnectionError("slapd hung up")
        self.buffer += received

    def _read_message(self):
        """(tag of the operation, its content) of the next message."""
        while True:
            try:
                _, start, end = read_tlv(self.buffer, self.at)
            except IndexError:
                self._fill()
                continue
            while len(self.buffer) < end:
                self._fill()
            message, self.at = bytes(self.buffer[start:end]), end
            if self.at == len(self.buffer):
                self.buffer.clear()
                self.at = 0
            parts = list(children(message, 0, len(message)))
            tag, start, end = parts[1]
            return tag, message[start:end]

    def send(self, message):
        self.socket.sendall(message)

    def bind(self, name="", password=""):
        self.number += 1
        self.send(bind_request(self.number, name, password))
        tag, content = self._read_message()
        assert tag == 0x61, hex(tag)
        return content[2]

    def search(self, base, filter_text, attributes=(), size_limit=0, scope=2):
        self.number += 1
        self.send(search_request(self.number, base, filter_text, attributes, size_limit, scope))
        return self.read_result()

    def read_result(self):
        entries = []
        while True:
            tag, content = self._read_message()
            if tag == 0x65:
                return content[2], entries
            assert tag == 0x64, hex(tag)
            entries.append(content)

    def unbind(self):
        self.number += 1
        self.send(unbind_request(self.number))
        self.close()


def decode_entry(content):
    (_, start, end), (_, list_start, list_end) = children(content, 0, len(content))
    attributes = {}
    for _, part_start, part_end in children(content, list_start, list_end):
        (_, name_start, name_end), (_, set_start, set_end) = children(content, part_start, part_end)
        attributes[content[name_start:name_end].decode()] = [
            content[value_start:value_end]
            for _, value_start, value_end in children(content, set_start, set_end)]
    return {"dn": content[start:end].decode(), "attributes": attributes}

"""SOAP written by hand: envelopes of both dialects and versions, and what is read out of answers."""

from __future__ import annotations

from xml.sax.saxutils import escape

from lxml import etree

ENVELOPES = {"1.1": "http://schemas.xmlsoap.org/soap/envelope/", "1.2": "http://www.w3.org/2003/05/soap-envelope"}
ENCODINGS = {"1.1": "http://schemas.xmlsoap.org/soap/encoding/", "1.2": "http://www.w3.org/2003/05/soap-encoding"}
TYPES = {"1.1": "text/xml; charset=utf-8", "1.2": "application/soap+xml; charset=utf-8"}
XSI = "http://www.w3.org/2001/XMLSchema-instance"
ARRAYS = "http://schemas.microsoft.com/2003/10/Serialization/Arrays"
SERIALIZATION = "http://schemas.microsoft.com/2003/10/Serialization/"

# The operations of this release of the library, with the service's releases that have them.
OPERATIONS = {
    "SoPrincipal.AuthenticateUsernamePassword": range(84, 89),
    "CustomerService.ChatSessionsForUser": range(84, 89),
    "CustomerService.DeleteChatSessions": range(84, 89),
    "Chat.GetChatPresence": range(86, 89),
    "Chat.ChatSessionsForUser": range(88, 89),
}

# Every form in which a request may come; the manual knows SOAP 1.2 only.
FORMS = [("manual", "1.2"), ("wsdl", "1.1"), ("wsdl", "1.2")]

# A DTD and an entity in an element, for the tests that look whether they do any harm.
BOMB = """<!DOCTYPE lol [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]>"""


def namespace(release):
    return f"http://www.superoffice.net/ws/crm/NetServer/Services{release}"


def target(release, service):
    return f"/Remote/Services{release}/{service}.svc"


def action(release, service, operation):
    return f"{namespace(release)}/{service}/{operation}"


def wsdl(release, operation, ticket=None, arguments="", *, soap="1.1", headers="", token=None):
    """A message as toolkits write it: a Header, a default namespace, no types. `arguments` are elements without prefix."""
    ours = (
        f'<Credentials xmlns="{namespace(release)}"><Ticket>{escape(ticket)}</Ticket></Credentials>'
        if ticket is not None
        else ""
    )
    if token is not None:
        ours += f'<ApplicationToken xmlns="{namespace(release)}">{escape(token)}</ApplicationToken>'
    return (
        f'<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="{ENVELOPES[soap]}"><soap:Header>{headers}{ours}'
        f'</soap:Header><soap:Body><{operation} xmlns="{namespace(release)}" xmlns:arr="{ARRAYS}" xmlns:xsi="{XSI}">'
        f"{arguments}</{operation}></soap:Body></soap:Envelope>"
    ).encode()


def manual(release, service, operation, ticket=None, arguments="", *, soap="1.2", token="0000-1111"):
    """A message in the manual's form: no Header, our elements directly under Envelope, a type on every argument."""
    credentials = (
        ""
        if ticket is None
        else f"""  <{service}:ApplicationToken>{escape(token)}</{service}:ApplicationToken>
  <{service}:Credentials>
    <{service}:Ticket>{escape(ticket)}</{service}:Ticket>
  </{service}:Credentials>
"""
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope
 xmlns:SOAP-ENV="{ENVELOPES[soap]}"
 xmlns:SOAP-ENC="{ENCODINGS[soap]}"
 xmlns:xsi="{XSI}"
 xmlns:xsd="http://www.w3.org/2001/XMLSchema"
 xmlns:NetServerServices{release}2="{ARRAYS}"
 xmlns:NetServerServices{release}1="{SERIALIZATION}"
 xmlns:{service}="{namespace(release)}">
{credentials} <SOAP-ENV:Body>
   <{service}:{operation}>
{arguments}   </{service}:{operation}>

 </SOAP-ENV:Body>
</SOAP-ENV:Envelope>
""".encode()


def ids_manual(release, *ids):
    prefix = f"NetServerServices{release}2"
    elements = "".join(f'     <{prefix}:int xsi:type="xsd:int">{id}</{prefix}:int>\n' for id in ids)
    return f'    <CustomerService:Ids xsi:type="{prefix}:ArrayOfint">\n{elements}    </CustomerService:Ids>\n'


def ids_wsdl(*ids):
    return "<Ids>" + "".join(f"<arr:int>{id}</arr:int>" for id in ids) + "</Ids>"


def message(form, soap, release, operation, ticket=None, ids=(), credentials=None):
    """A request of one of the five operations, `Service.Operation`, in one of the FORMS."""
    service, name = operation.split(".")
    prefix = f"{service}:" if form == "manual" else ""
    arguments = ""
    if name == "DeleteChatSessions":
        arguments = ids_manual(release, *ids) if form == "manual" else ids_wsdl(*ids)
    if credentials is not None:
        user, password = credentials
        typed = ' xsi:type="xsd:string"' if form == "manual" else ""
        arguments = "".join(
            f"<{prefix}{field}{typed}>{escape(value)}</{prefix}{field}>"
            for field, value in (("UserName", user), ("Password", password))
        )
    if form == "manual":
        return manual(release, service, name, ticket, arguments)
    return wsdl(release, name, ticket, arguments, soap=soap)


class Answer:
    """A SOAP answer: its status, its elements, and what the WSDL's headers say."""

    def __init__(self, response):
        self.status = response.status
        self.media_type = response.header("Content-Type")
        self.body = response.body
        self.root = etree.fromstring(response.body)
        self.envelope = etree.QName(self.root).namespace

    def all(self, name):
        return self.root.xpath(f"//*[local-name()='{name}']")

    def text(self, name):
        """The text of the only element of that local name; None when there is none."""
        found = self.all(name)
        if len(found) > 1:
            raise AssertionError(f"{len(found)} elements <{name}>")
        return (found[0].text or "") if found else None

    @property
    def content(self):
        """The Body's only element, or None."""
        body = self.root.find(f"{{{self.envelope}}}Body")
        return body[0] if len(body) else None

    @property
    def is_fault(self):
        return self.content is not None and self.content.tag == f"{{{self.envelope}}}Fault"

    @property
    def fault_code(self):
        """The local name of a fault's code."""
        code = self.content.findtext("faultcode") or self.content.findtext(
            f"{{{self.envelope}}}Code/{{{self.envelope}}}Value"
        )
        return code.rpartition(":")[2]

    @property
    def fault_reason(self):
        return self.content.findtext("faultstring") or self.content.findtext(
            f"{{{self.envelope}}}Reason/{{{self.envelope}}}Text"
        )

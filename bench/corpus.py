"""Makes the corpus: 1,000 varied ChatSessionEntity objects as REST JSON and as a SOAP 1.1 response.

The same seed always gives the same bytes. All texts are invented.
"""

import json
import random

SEED = 88
COUNT = 1000
SERVICE = "http://www.superoffice.net/ws/crm/NetServer/Services88"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"

FIRST_NAMES = ["Åse", "Bjørn", "Günther", "Jürgen", "Sigrid", "Håkon", "Ingeborg", "Käthe", "陽子", "健太", "さくら", "Ole", "Mia",
               "Tor Arne", "Friedrich", "Anne-Marie", "Søren", "Øystein", "Dietmar", "大輔"]
LAST_NAMES = ["Ødegård", "Müller", "Sæther", "Groß", "Bråten", "Schäfer", "佐藤", "鈴木", "Nilsen", "Kjærgaard", "Weiß", "Hansen",
              "von der Heide", "O'Brien", "Lindström", "高橋"]
COMPANIES = ["Fjord & Fjell AS", "Nordlys Regnskap AS", "Grün & Söhne GmbH", "Süddeutsche Werkzeugbau GmbH & Co. KG", "桜ソフト株式会社",
             "Kråkerøy Båtutstyr", "\"Det Gamle Bakeri\" DA", "Hafen-Logistik AG", "北海道電子工業", "Vestland Energi", "Møbelringen <Øst>"]
TITLES = ["Daglig leder", "Geschäftsführer", "Support engineer", "営業部長", "Innkjøpssjef", "Leiterin Einkauf", "CTO", "Rådgiver", "Sachbearbeiter"]
CITIES = ["Oslo", "Tromsø", "München", "Köln", "東京", "Ålesund", "Düsseldorf", "札幌市", "Bodø", "Lillestrøm", "Würzburg"]
SENTENCES = [
    "Hei, jeg får ikke logget inn etter oppdateringen i går.",
    "Die Rechnung Nr. 4711 stimmt nicht: der Betrag ist 1 < 2 mal zu hoch & ohne Mehrwertsteuer.",
    "注文した商品がまだ届きません。追跡番号を教えていただけますか？",
    "Kan dere sende meg \"Brukerveiledning for nybegynnere\" på e-post?",
    "Vielen Dank für die schnelle Hilfe, das hat prima funktioniert!",
    "The page says: <error code=\"17\"> and then nothing happens.",
    "お世話になっております。パスワードの再設定をお願いします。",
    "Det gjelder ordre #20391, levert til feil adresse (Storgata 5, ikke 15).",
    "Is there a way to export all contacts to a spreadsheet & keep the categories?",
    "Wir möchten gern auf das größere Paket wechseln; was kostet das im Jahr?",
    "Takk!", "OK", "Ja, gjerne.", "はい。", "Nein, leider nicht. 😕", "Great 👍",
    "C:\\Programfiler\\Klient\\logg.txt viser feilen fra i går kveld.",
]
WORDS = ["faktura", "levering", "Vertrag", "Angebot", "見積もり", "oppgradering", "lisens", "Wartung", "kurs", "integrasjon", "støtte", "納期",
         "Rückfrage", "avtale", "kampanje", "Messe 2024", "test", "prio 1", "R&D", "kundesenter"]
CURRENCIES = ["NOK", "EUR", "JPY", "SEK", "USD", "CHF"]
FIELD_NAMES = ["customerName", "lastMessage", "whenEnded", "rating", "contactId", "e-post", "title", "ownedBy", "deadline", "kategori"]
FIELD_TYPES = ["System.String", "System.Int32", "System.DateTime", "System.Double", "System.Boolean"]
OFFSETS = ["+01:00", "+02:00", "+09:00", "-05:00", "+05:30", "-03:30"]


class Maker:
    """Draws values; a record is a dict in the order of the record's own fields, then the base fields."""

    def __init__(self, shape):
        self.shape = shape
        self.random = random.Random(SEED)

    def sessions(self):
        return [self.record(self.shape.root) for _ in range(COUNT)]

    def record(self, record):
        return {field.name: self.value(field) for field in record.in_json_order}

    def value(self, field):
        draw = self.random
        if field.kind in ("int", "short"):
            return self.number(field)
        if field.kind == "bool":
            return draw.random() < 0.4
        if field.kind == "double":
            return self.double(field.name)
        if field.kind == "string":
            return self.string(field.name)
        if field.kind == "date":
            return self.date()
        if field.kind == "enum":
            return draw.choice(list(self.shape.enums[field.type].first_names().values()))
        if field.kind == "flags":
            names = [name for number, name in self.shape.enums[field.type].first_names().items() if number]
            few = 1 if field.name == "Mask" else 0
            return sorted(draw.sample(names, draw.randint(few, min(3, len(names)))), key=names.index)
        return self.container(field)

    def container(self, field):
        draw = self.random
        made = self.shape.types[field.type]
        absent = {"TableRight": 0.7, "FieldProperties": 0.85, "ExtraFields": 0.6, "CustomFields": 0.6,
                  "LocalizedAddress": 0.3}.get(field.name, 0.15)
        if draw.random() < absent:
            return None
        if made.kind == "record":
            return self.record(made)
        if made.kind == "dictionary":
            names = draw.sample(FIELD_NAMES, draw.randint(0 if draw.random() < 0.1 else 1, 3))
            return {name: self.value(made.value) for name in names}
        return self.items(made)

    def items(self, made):
        inner = self.shape.types[made.item_type]
        count = self.random.randint(1, 3)
        return [self.record(inner) if inner.kind == "record" else self.items(inner) for _ in range(count)]

    def number(self, field):
        draw = self.random
        if field.name.endswith("Rank") or field.name in ("Rating", "AlertLevel", "InitialQueuePos"):
            return draw.randint(0, 5)
        if field.kind == "short":
            return draw.choice([0, 1, draw.randint(-100, 100), draw.randint(0, 32767)])
        return draw.choice([0, draw.randint(1, 999), draw.randint(1000, 99999), draw.randint(100000, 2147483647), draw.randint(1, 50000),
                            -draw.randint(1, 400)])

    def double(self, name):
        draw = self.random
        if name.endswith("Latitude"):
            return draw.uniform(-60, 72)
        if name.endswith("Longitude"):
            return draw.uniform(-180, 180)
        return draw.choice([0.0, float(draw.randint(1, 90000)) + 0.5, round(draw.uniform(1, 2_000_000), 2), draw.uniform(0, 100_000)])

    def date(self):
        draw = self.random
        shape = draw.random()
        if shape < 0.12:
            return "0001-01-01T00:00:00"
        day = f"{draw.randint(1998, 2026)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        time = f"{draw.randint(0, 23):02}:{draw.randint(0, 59):02}:{draw.randint(0, 59):02}"
        if shape < 0.2:
            return f"{day}T{time}"
        fraction = f"{draw.randint(1, 9_999_999):07}".rstrip("0")
        return f"{day}T{time}.{fraction}" + ("Z" if shape < 0.3 else draw.choice(OFFSETS))

    def string(self, name):
        draw = self.random
        shape = draw.random()
        if shape < 0.1:
            return None
        if shape < 0.17:
            return ""
        lower = name.lower()
        if "message" in lower:
            return self.prose(1, 5)
        if "description" in lower or "reason" in lower or "formatted" in lower or "tooltip" in lower:
            return self.prose(1, 2)
        if "email" in lower or lower == "fromaddress":
            return f"{draw.choice(['ase', 'kontakt', 'j.mueller', 'post', 'kenta.s'])}{draw.randint(1, 999)}@eksempel{draw.randint(1, 40)}.example"
        if "phone" in lower or "fax" in lower:
            return f"+{draw.randint(40, 81)} {draw.randint(10, 99)} {draw.randint(10, 99)} {draw.randint(10, 99)} {draw.randint(10, 99)}"
        if "url" in lower:
            return f"https://www.eksempel{draw.randint(1, 99)}.example/kunde?id={draw.randint(1, 9999)}&vis=alt"
        if "firstname" in lower or "middlename" in lower or lower.startswith("kana"):
            return draw.choice(FIRST_NAMES)
        if "lastname" in lower:
            return draw.choice(LAST_NAMES)
        if "company" in lower or lower in ("contactname", "saleheading", "projectname", "businessname"):
            return draw.choice(COMPANIES)
        if "fullname" in lower or "formalname" in lower or "associatename" in lower or lower in ("customername", "author"):
            return f"{draw.choice(FIRST_NAMES)} {draw.choice(LAST_NAMES)}"
        if "city" in lower:
            return draw.choice(CITIES)
        if lower == "title":
            return draw.choice(TITLES)
        if lower == "currency":
            return draw.choice(CURRENCIES)
        if lower == "fieldtype":
            return draw.choice(FIELD_TYPES)
        if lower in ("sessionkey", "customerhost"):
            return f"{draw.getrandbits(128):032x}"
        return " ".join(draw.choice(WORDS) for _ in range(draw.randint(1, 3)))

    def prose(self, low, high):
        draw = self.random
        between = draw.choice([" ", " ", " ", "\n", "\n", "\t"])
        return between.join(draw.choice(SENTENCES) for _ in range(draw.randint(low, high)))


class JSONForm:
    """The REST form: flags comma-separated, lists as arrays, dictionaries as objects; nothing between tokens."""

    def __init__(self, shape):
        self.shape = shape
        self.random = random.Random(SEED)

    def document(self, sessions):
        return "[" + ",".join(self.record(self.shape.root, session) for session in sessions) + "]"

    def record(self, record, value):
        return "{" + ",".join(f'"{field.name}":{self.value(field, value[field.name])}' for field in record.in_json_order) + "}"

    def value(self, field, value):
        if value is None:
            return "null"
        if field.kind == "flags":
            names = {number: name for name, number in self.shape.enums[field.type].values}
            return json.dumps(", ".join(value) if value else names.get(0, ""))
        if field.kind in ("record", "list", "dictionary"):
            return self.container(self.shape.types[field.type], value)
        return self.scalar(value)

    def container(self, made, value):
        if made.kind == "record":
            return self.record(made, value)
        if made.kind == "list":
            return "[" + ",".join(self.container(self.shape.types[made.item_type], item) for item in value) + "]"
        return "{" + ",".join(f"{self.scalar(key)}:{self.value(made.value, item)}" for key, item in value.items()) + "}"

    def scalar(self, value):
        """A few strings are written with \\u escapes, as some producers do; the rest is plain UTF-8."""
        rare = isinstance(value, str) and not value.isascii() and self.random.random() < 0.02
        return json.dumps(value, ensure_ascii=rare)


class XMLForm:
    """The form of the service description: base fields first, null as i:nil, flags space-separated."""

    def __init__(self, shape):
        self.shape = shape

    def document(self, sessions):
        inner = "".join(self.record(self.shape.root, self.shape.root.name, session) for session in sessions)
        return (f'<s:Envelope xmlns:s="{SOAP}"><s:Header><ExtraInfo xmlns:i="{SCHEMA_INSTANCE}" i:nil="true" xmlns="{SERVICE}"/>'
                f'<Succeeded xmlns="{SERVICE}">true</Succeeded></s:Header><s:Body><ChatSessionsForUserResponse xmlns="{SERVICE}">'
                f'<Response xmlns:i="{SCHEMA_INSTANCE}">{inner}</Response></ChatSessionsForUserResponse></s:Body></s:Envelope>')

    def record(self, record, name, value):
        return f"<{name}>" + "".join(self.value(field, value[field.name]) for field in record.in_xml_order) + f"</{name}>"

    def value(self, field, value):
        name = field.name
        if value is None:
            return f'<{name} i:nil="true"/>'
        if field.kind in ("record", "list", "dictionary"):
            return self.container(self.shape.types[field.type], name, value)
        if field.kind == "flags":
            value = " ".join(value)
        return element(name, text(value))

    def container(self, made, name, value):
        if made.kind == "record":
            return self.record(made, name, value)
        if made.kind == "list":
            return element(name, "".join(self.container(self.shape.types[made.item_type], made.item_name, item) for item in value))
        pairs = "".join(f"<{made.item_name}>{element('Key', text(key))}{self.value(made.value, item)}</{made.item_name}>"
                        for key, item in value.items())
        return element(name, pairs)


def element(name, content):
    return f"<{name}>{content}</{name}>" if content else f"<{name}/>"


def text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def make(shape):
    """The two documents, as bytes: (JSON, XML)."""
    sessions = Maker(shape).sessions()
    return JSONForm(shape).document(sessions).encode(), XMLForm(shape).document(sessions).encode()

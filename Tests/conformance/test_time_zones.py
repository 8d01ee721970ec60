"""SO-TimeZone, with Python's zoneinfo as the second opinion."""

import unittest
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import chatcore
from scenery.desk import FOR_CURRENT_USER, FOR_USER, SESSIONS, TICKETS, DeskTest

ZONES = {
    "NO": "Europe/Oslo",
    "261": "Europe/Oslo",
    "DK": "Europe/Copenhagen",
    "140": "Europe/Copenhagen",
    "FR": "Europe/Paris",
    "156": "Europe/Paris",
    "BD": "Asia/Dhaka",
    "50": "Asia/Dhaka",
    "US-NY": "America/New_York",
    "460": "America/New_York",
    "US-CA": "America/Los_Angeles",
    "425": "America/Los_Angeles",
    "US-HI": "Pacific/Honolulu",
    "433": "Pacific/Honolulu",
    "CA-QC": "America/Toronto",
    "114": "America/Toronto",
    "AU-ACT": "Australia/Sydney",
    "36": "Australia/Sydney",
    "1": "UTC",
    "UTC": "UTC",
    "Asia/Kolkata": "Asia/Kolkata",
    "Asia/Kathmandu": "Asia/Kathmandu",
    "America/St_Johns": "America/St_Johns",
    "Europe/London": "Europe/London",
    "Pacific/Kiritimati": "Pacific/Kiritimati",
    "Etc/GMT+5": "Etc/GMT+5",
}

EMPTY = "0001-01-01T00:00:00"


def in_utc(text):
    """The moment of a date in the desk's document, and the digits of its fraction."""
    whole, zone = (text[:-1], "+00:00") if text.endswith("Z") else (text[:-6], text[-6:])
    whole, _, fraction = whole.partition(".")
    return datetime.fromisoformat(whole + zone).astimezone(timezone.utc), fraction


def expected(text, zone, with_offset):
    """The date as the protocol writes it on the clock of that zone."""
    if text == EMPTY:
        return EMPTY
    moment, fraction = in_utc(text)
    local = moment.astimezone(ZoneInfo(zone))
    offset = local.strftime("%z") if with_offset else ""
    return (
        local.strftime("%Y-%m-%dT%H:%M:%S")
        + (f".{fraction}" if fraction else "")
        + (f"{offset[:3]}:{offset[3:]}" if offset else "")
    )


def normal(date):
    """Z and +00:00 say the same."""
    return date[:-1] + "+00:00" if date.endswith("Z") else date


class TimeZoneTest(DeskTest):
    def check(self, header, zone, with_offset):
        seen = self.sessions(user="tor", SO_TimeZone=header)
        compared = 0
        for session in SESSIONS:
            for name, date in session.items():
                if name.startswith("When") and session["ChatSessionId"] in seen:
                    answered = seen[session["ChatSessionId"]][name]
                    self.assertEqual(
                        normal(answered), expected(date, zone, with_offset), f"{name} of {session['ChatSessionId']}"
                    )
                    compared += 1
        ticket = seen[9001]["Ticket"]
        self.assertEqual(normal(ticket["CreatedAt"]), expected(TICKETS[0]["CreatedAt"], zone, with_offset))
        self.assertEqual(compared, 10)

    def test_each_code_number_and_name_shows_local_time_without_an_offset(self):
        for header, zone in ZONES.items():
            with self.subTest(header):
                self.check(header, zone, with_offset=False)

    def test_each_code_number_and_name_shows_its_offset_when_asked(self):
        for header, zone in ZONES.items():
            with self.subTest(header):
                self.check(f"{header}, includeTZOffset", zone, with_offset=True)

    def test_the_option_is_read_in_any_case_and_spacing(self):
        for header in ["NO,includeTZOffset", "NO,\tINCLUDETZOFFSET", "no , includetzoffset ", "includeTZOffset, NO"]:
            with self.subTest(header):
                self.check(header, "Europe/Oslo", with_offset=True)

    def test_the_hour_that_comes_twice_is_told_apart_by_its_offset(self):
        seen = self.sessions(SO_TimeZone="NO, includeTZOffset")[9003]
        self.assertEqual(seen["WhenEnded"], "2024-10-27T02:30:00+02:00")
        self.assertEqual(seen["WhenRequested"], "2024-10-27T02:30:00+01:00")

    def test_the_hour_that_is_skipped_is_never_shown(self):
        seen = self.sessions(user="tor", SO_TimeZone="US-NY, includeTZOffset")[9004]
        self.assertEqual(seen["WhenRequested"], "2024-03-10T03:30:00-04:00")

    def test_without_the_header_dates_are_as_they_are_stored(self):
        seen = self.sessions()[9001]
        self.assertEqual(seen["WhenRequested"], "2024-01-15T08:30:00.1234567Z")
        self.assertEqual(seen["WhenStarted"], "2024-01-15T08:31:00Z")

    def test_an_empty_date_is_empty_in_every_zone(self):
        for header in ["NO", "US-HI, includeTZOffset", "Pacific/Kiritimati"]:
            with self.subTest(header):
                self.assertEqual(self.sessions(SO_TimeZone=header)[9001]["WhenEnded"], EMPTY)

    def test_an_unknown_zone_is_400_and_names_what_was_asked_for(self):
        for header in ["XX", "999999", "Europe/Atlantis", "NO-OSLO", "99999999999999"]:
            for method, target in [("GET", FOR_CURRENT_USER), ("POST", FOR_USER)]:
                with self.subTest(f"{method} {header}"):
                    body = self.assert_refused(self.send(method, target, {"SO-TimeZone": header}), 400)
                    self.assertIn("TimeZone", str(body))

    def test_a_zone_cannot_be_a_way_to_other_files(self):
        for header in [
            "../../../etc/passwd",
            "/etc/localtime",
            "Europe/../Europe/Oslo",
            "zone1970.tab",
            "posixrules\0",
            ".",
        ]:
            with self.subTest(header):
                headers = [("SO-TimeZone", header)]
                request = chatcore.Request(
                    "GET", FOR_CURRENT_USER, [("Authorization", "SOTicket " + self.ticket()), *headers]
                )
                self.assertEqual(self.engine.handle(request).status, 400)

    def test_a_header_that_is_no_zone_with_an_option_is_400(self):
        for header in ["NO, DK", "NO, includeTZ", ",NO", "includeTZOffset", "NO,,includeTZOffset", "N" * 300]:
            with self.subTest(header):
                self.assert_refused(self.send("GET", FOR_CURRENT_USER, {"SO-TimeZone": header}), 400, "TimeZone")

    def test_calls_inside_the_process_have_zones_too(self):
        caller = {"Associate": "maja", "TimeZone": "NO, includeTZOffset"}
        called = self.engine.call("Chat.ChatSessionsForUser", caller=caller)
        self.assertEqual(called[0]["WhenRequested"], "2024-01-15T09:30:00.1234567+01:00")


class HostsOwnZonesTest(DeskTest):
    config = {
        "localization": {
            "zoneIds": {"900": "Asia/Kolkata", "261": "Asia/Dhaka"},
            "zoneCodes": {"XX-NORTH": "Arctic/Longyearbyen"},
        }
    }

    def test_the_config_adds_numbers_and_codes_and_may_replace_known_ones(self):
        for header, shown in [
            ("900", "14:00:00.1234567+05:30"),
            ("xx-north", "09:30:00.1234567+01:00"),
            ("261", "14:30:00.1234567+06:00"),
        ]:
            with self.subTest(header):
                seen = self.sessions(SO_TimeZone=f"{header}, includeTZOffset")[9001]
                self.assertEqual(seen["WhenRequested"], f"2024-01-15T{shown}")


if __name__ == "__main__":
    unittest.main()

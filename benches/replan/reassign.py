"""Greedy re-assignment, as a receptionist does it by hand: the peer of re-planning.

Reads a problem whose bookings are to be kept and writes a plan. Every booking that can stay as it is stays. The others are
taken in the order of their starts: another free person who can do the service at the same time, one whom the client would
like before others; else the nearest free time within the client's windows; else it is dropped. Own rooms and machines are
kept where they are free, others of the kind are taken where not. Requests without a booking are left out.

It shares no code with the program, which checks and scores the plan: slotwright check PROBLEM PLAN.
"""

import json
import sys
from collections import defaultdict
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import combinations
from zoneinfo import ZoneInfo

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
HISTORY = {"arrived", "completed", "noShow"}
MINUTE = timedelta(minutes=1)


class Salon:
    """Who and what is there when, and what is taken."""

    def __init__(self, file: dict):
        self.file = file
        self.refuse()
        self.sites = {site["id"]: site for site in file["sites"]}
        self.staff = {person["id"]: person for person in file["staff"]}
        self.services = {service["id"]: service for service in file["services"]}
        self.units = {unit["id"]: unit for declared in file["resources"] for unit in units(declared)}
        self.taken = defaultdict(list)

    def refuse(self) -> None:
        """Stops where the file has what is not covered."""
        odd = [one["id"] for one in self.file["services"] if one.get("phases")]
        odd += [one["id"] for one in self.file["resources"] if one.get("multiUse")]
        odd += [one["id"] for one in self.file.get("visits", [])]
        odd += [one["id"] for one in self.file["requests"] if one.get("pin", "none") not in ("none", "all")]
        if odd:
            sys.exit(f"not covered: phases, multiUse, visits and pins, as of {', '.join(odd)}")

    def zone(self, site: str) -> ZoneInfo:
        return ZoneInfo(self.sites[site]["timeZone"])

    def time(self, text: str, site: str) -> datetime:
        """Absolute: a wall time without an offset is the site's."""
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
        return moment if moment.tzinfo else moment.replace(tzinfo=self.zone(site))

    def has_hours(self, one: dict, start: datetime, end: datetime) -> bool:
        """Whether a person, resource or site has the time in one of its hours, and none of it is blocked."""
        site = one.get("site", one["id"])
        own = "weeklyHours" in one or "exceptions" in one if "site" in one else True
        if "site" in one and not own:
            return self.has_hours(self.sites[site], start, end) and not self.blocked(one, start, end)
        return any(begins <= start and end <= ends for begins, ends in self.hours(one, start, site)) and not self.blocked(one, start, end)

    def hours(self, one: dict, moment: datetime, site: str):
        """Of the date and the one before, as absolute times; adjoining ones as one."""
        weekly, exceptions = one.get("weeklyHours", one.get("openingHours")), one.get("exceptions", {})
        if "timeZone" in one and not any((weekly or {}).values()):
            yield datetime.min.replace(tzinfo=self.zone(site)), datetime.max.replace(tzinfo=self.zone(site))
            return
        day = moment.astimezone(self.zone(site)).date()
        found = []
        for on in (day - timedelta(1), day):
            texts = exceptions.get(str(on), (weekly or {}).get(WEEKDAYS[on.weekday()], []))
            found += [self.span(text, on, site) for text in texts]
        found.sort()
        joined = []
        for begins, ends in found:
            if joined and joined[-1][1] >= begins:
                joined[-1] = (joined[-1][0], max(ends, joined[-1][1]))
            else:
                joined.append((begins, ends))
        yield from joined

    def span(self, text: str, on: date, site: str) -> tuple[datetime, datetime]:
        begins, ends = (int(clock[:2]) * 60 + int(clock[3:]) for clock in text.split("-"))
        midnight = datetime(on.year, on.month, on.day)
        ends += 1440 if ends <= begins else 0
        return tuple((midnight + minutes * MINUTE).replace(tzinfo=self.zone(site)) for minutes in (begins, ends))

    def blocked(self, one: dict, start: datetime, end: datetime) -> bool:
        times = ((self.time(block["start"], one["site"]), self.time(block["end"], one["site"])) for block in one.get("blocks", []))
        return any(begins < end and start < ends for begins, ends in times)

    def is_free(self, who: tuple, start: datetime, end: datetime) -> bool:
        return all(ends <= start or end <= begins for begins, ends in self.taken[who])

    def take(self, request: dict, booking: dict) -> None:
        start, end = self.occupied(request, booking["start"])
        for person in booking["staff"]:
            self.taken["staff", person].append((start, end))
        for unit in booking["resources"]:
            self.taken["unit", unit].append((start, end))
        if request.get("client") is not None:
            self.taken["client", request["client"]].append(self.appointment(request, booking["start"]))

    def appointment(self, request: dict, start: datetime) -> tuple[datetime, datetime]:
        return start, start + self.services[request["service"]]["durationMinutes"] * MINUTE

    def occupied(self, request: dict, start: datetime) -> tuple[datetime, datetime]:
        service = self.services[request["service"]]
        begins, ends = self.appointment(request, start)
        return begins - service.get("setupMinutes", 0) * MINUTE, ends + service.get("cleanupMinutes", 0) * MINUTE

    def in_window(self, request: dict, start: datetime) -> bool:
        begins, ends = self.appointment(request, start)
        return any(earliest <= begins and ends <= latest for earliest, latest in self.windows(request))

    def windows(self, request: dict) -> list[tuple[datetime, datetime]]:
        site = request["site"]
        if request.get("windows"):
            return [(self.time(one["earliestStart"], site), self.time(one["latestEnd"], site)) for one in request["windows"]]
        day = self.time(request["booking"]["start"], site).astimezone(self.zone(site)).replace(hour=0, minute=0)
        return [(day, day + timedelta(1))]

    def people(self, request: dict, start: datetime) -> list[str]:
        """Who could serve it then: on shift, able, allowed and free; liked ones first."""
        span = self.occupied(request, start)
        allowed, liked = request.get("allowedStaff"), request.get("preferredStaff") or []
        able = [
            id for id, person in self.staff.items()
            if person["site"] == request["site"] and person.get("active", True) and request["service"] in person["services"]
            and (allowed is None or id in allowed) and self.has_hours(person, *span) and self.is_free(("staff", id), *span)
        ]  # fmt: skip
        return sorted(able, key=lambda id: id not in liked)

    def resources(self, request: dict, start: datetime, own: list[str]) -> list[str] | None:
        """Units for every requirement, own ones first."""
        span, allowed, chosen = self.occupied(request, start), request.get("allowedResources"), []
        for need in self.services[request["service"]].get("requires", []):
            fit = [
                id for id, unit in self.units.items()
                if (id in need["anyOf"] or unit.get("pool") in need["anyOf"]) and unit["site"] == request["site"]
                and (allowed is None or id in allowed or unit.get("pool") in allowed) and id not in chosen
                and unit.get("active", True) and self.has_hours(unit, *span) and self.is_free(("unit", id), *span)
            ]  # fmt: skip
            fit.sort(key=lambda id: id not in own)
            if len(fit) < need.get("units", 1):
                return None
            chosen += fit[: need.get("units", 1)]
        return chosen

    def place(self, request: dict, start: datetime, own: dict) -> dict | None:
        """A booking at that start, if everybody and everything is free; the same people if they are."""
        service, site = self.services[request["service"]], self.sites[request["site"]]
        span = self.appointment(request, start)
        is_open = service.get("outsideOpeningHours") or self.has_hours(site, *span)
        client = request.get("client")
        if not is_open or not self.in_window(request, start) or client is not None and not self.is_free(("client", client), *span):
            return None
        count, people = service.get("staffCount", 1), self.people(request, start)
        team = own["staff"] if set(own["staff"]) <= set(people) else next(combinations(people, count), None)
        resources = self.resources(request, start, own["resources"])
        return None if team is None or resources is None else {"start": start, "staff": list(team), "resources": resources}

    def starts(self, request: dict, had: datetime) -> list[datetime]:
        """The starts on the grid within its windows, the nearest first."""
        grid, starts = self.file.get("gridMinutes", 5) * MINUTE, set()
        for earliest, latest in self.windows(request):
            zone = self.zone(request["site"])
            midnight = earliest.astimezone(zone).replace(hour=0, minute=0)
            start = midnight + -((midnight - earliest) // grid) * grid
            while start < latest:
                starts.add(start)
                start += grid
        return sorted(starts, key=lambda start: (abs(start - had), start))


def units(declared: dict) -> list[dict]:
    """A resource, or those that it is short for."""
    if declared.get("units") is None:
        return [declared]
    return [declared | {"id": f"{declared['id']}/{number}", "pool": declared["id"]} for number in range(1, declared["units"] + 1)]


def reassign(file: dict) -> tuple[Salon, list[tuple[dict, dict]], list[dict]]:
    """Bookings with their requests, and the requests that have none."""
    salon, bookings, uprooted, out = Salon(file), [], [], []
    live = [one for one in file["requests"] if one.get("status") not in HISTORY | {"cancelled"}]
    for request in file["requests"]:
        if request.get("booking") and request.get("status") != "cancelled":
            request["had"] = request["booking"] | {"start": salon.time(request["booking"]["start"], request["site"])}
            request["had"].setdefault("staff", [])
            request["had"].setdefault("resources", [])
    standing = [one for one in file["requests"] if one.get("had") and (one.get("status") in HISTORY or one.get("pin") == "all")]
    for request in standing:
        salon.take(request, request["had"])
    bookings += [(one, one["had"]) for one in standing if one in live]
    booked = [one for one in live if one.get("had") and one not in standing]
    for request in sorted(booked, key=lambda one: one["had"]["start"]):
        place = salon.place(request, request["had"]["start"], request["had"])
        if place and set(place["staff"]) == set(request["had"]["staff"]) and set(place["resources"]) == set(request["had"]["resources"]):
            salon.take(request, place)
            bookings.append((request, place))
        else:
            uprooted.append(request)
    for request in uprooted:
        had = request["had"]
        starts = [had["start"], *salon.starts(request, had["start"])]
        place = next((place for start in starts if (place := salon.place(request, start, had))), None)
        if place:
            salon.take(request, place)
            bookings.append((request, place))
        else:
            out.append(request)
    return salon, bookings, [*out, *(one for one in live if not one.get("had"))]


def plan(text: bytes) -> dict:
    salon, bookings, out = reassign(json.loads(text))
    local = lambda moment, request: moment.astimezone(salon.zone(request["site"])).isoformat()  # noqa: E731
    bookings.sort(key=lambda one: (one[1]["start"], one[0]["id"]))
    return {
        "schemaVersion": 1, "problem": {"name": salon.file.get("name", ""), "sha256": sha256(text).hexdigest()},
        "status": "feasible", "score": None, "bound": None, "gap": None, "terms": None, "freezeUntil": None,
        "bookings": [
            {"request": request["id"], "start": local(place["start"], request),
             "end": local(salon.appointment(request, place["start"])[1], request),
             "staff": place["staff"], "resources": place["resources"]}
            for request, place in bookings
        ],
        "unassigned": [{"request": one["id"], "reason": "undecided", "detail": "", "action": ""} for one in out],
        "warnings": [], "solver": {"engine": "reassign.py", "version": "1", "seed": 0, "stoppedBy": "exhausted"},
    }  # fmt: skip


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        print(json.dumps(plan(file.read()), indent=2))

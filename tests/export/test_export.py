"""What others read: rows, a tracker, FollowTheMoney, PROV, JSON-LD, BibTeX. Each loads where it is meant to, and harms nothing there."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib.resources import files

import attrs
import pytest
from hypothesis import given, settings, strategies as st

from dealwatch.domain.attribution import Attribution, Link, Source
from dealwatch.domain.claim import Claim
from dealwatch.domain.dates import Period
from dealwatch.domain.deal import Company, Deal, Dossier, Event, Facts, Party, Plant, Resolution
from dealwatch.domain.ledger import Ledger
from dealwatch.domain.money import Money
from dealwatch.domain.report import Report
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Value
from dealwatch.domain.words import DealType, Role, Rule, SourceKind, Status
from dealwatch.errors import NotFound
from dealwatch.export.citations import bibtex
from dealwatch.export.followthemoney import entities, write_entities
from dealwatch.export.jsonld import graph, write_graph
from dealwatch.export.prov import provenance
from dealwatch.export.rows import as_dicts, claim_rows, deal_rows, party_rows
from dealwatch.export.status import crosswalk, status_as, statuses_of
from dealwatch.export.tracker import COLUMNS, cell, columns_of, tracker_rows, write_tracker
from dealwatch.testing.strategies import dossiers, ledgers

TEXT = "Ash Corp is in talks to buy a mill of Birch Ltd for $5 million, two people told the Evening Bark."
REPORT = Report(text=TEXT, outlet="Daily Leaf", published=date(2025, 7, 7), url="https://leaf.example/1", title="=Ash </script>")
CHAIN = Attribution(
    Source("Daily Leaf", SourceKind.OUTLET),
    (
        Link(Source("Evening Bark", SourceKind.OUTLET), REPORT.find("the Evening Bark")),
        Link(Source("two people", SourceKind.ANONYMOUS), REPORT.find("two people")),
    ),
)
TALKS = Subject.quoted(REPORT, "deal", "is in talks")
STATUS = Claim.from_quote(
    REPORT, quote="is in talks", subject=TALKS, attribute="status", value=Status.IN_TALKS, attribution=CHAIN
)
PRICE = Claim.from_quote(
    REPORT, quote="for $5 million", raw="$5 million", subject=TALKS, attribute="value", value=Money(Decimal("5E6"), "USD")
)
LEDGER = Ledger.of([REPORT, STATUS, PRICE])


def resolved(attribute: str, value: Value | Role, *claims: Claim, said: bool = True) -> Resolution[Value]:
    """The only value of an attribute."""
    return Resolution(attribute, value, Rule.ONLY_VALUE, "the only value", claims, said=said)  # type: ignore[arg-type]


def deal_of(status: Status = Status.IN_TALKS, *, said: bool = True, path: tuple[Status, ...] = ()) -> Deal:
    """A deal between Ash and Birch, in a state."""
    ash, birch = Company("company:a", "=Ash Corp", names=("=Ash Corp", "Ash")), Company("company:b", "Birch Ltd")
    return Deal(
        id="deal:1",
        claims=(STATUS, PRICE),
        parties=(Party(ash, resolved("acquirer", Role.ACQUIRER)), Party(birch, resolved("seller", Role.SELLER))),  # type: ignore[arg-type]
        asset=Plant("plant:1", "the mill", owner=birch),
        facts=Facts(
            (
                resolved("type", DealType.ASSET_SALE),
                resolved("status", status, STATUS, said=said),
                resolved("value", Money(Decimal("5E6"), "USD"), PRICE),
            )
        ),
        timeline=tuple(Event(None, step, ()) for step in path),
    )


DOSSIER = Dossier(deals=(deal_of(),), companies=(Company("company:c", "Cedar"),), reports=(REPORT,))


class TestRows:
    def test_a_claim_is_a_row(self) -> None:
        by_attribute = {row.attribute: row for row in claim_rows(LEDGER)}
        price = by_attribute["value"]
        assert (price.value, price.amount, price.unit, price.raw) == ("USD 5000000", Decimal("5E6"), "USD", "$5 million")
        assert TEXT[price.start : price.end] == price.quote == "for $5 million"
        assert by_attribute["status"].chain == "Daily Leaf < Evening Bark < two people"
        assert by_attribute["status"].root == "two people"

    def test_a_deal_and_a_party_are_rows(self) -> None:
        [deal] = as_dicts(deal_rows(DOSSIER))
        assert (deal["type"], deal["status"], deal["amount"], deal["currency"]) == (
            "asset_sale",
            "in_talks",
            Decimal("5E6"),
            "USD",
        )
        assert (deal["first_said"], deal["claims"], deal["reports"], deal["asset"]) == (date(2025, 7, 7), 2, 1, "the mill")
        assert [(row.company, row.role) for row in party_rows(DOSSIER)] == [("=Ash Corp", "acquirer"), ("Birch Ltd", "seller")]

    @given(ledgers(max_reports=1), dossiers())
    @settings(max_examples=5, deadline=None)
    def test_whatever_is_valid_has_rows(self, ledger: Ledger, dossier: Dossier) -> None:
        assert len(list(claim_rows(ledger))) == len(ledger.claims)
        assert len(list(deal_rows(dossier))) == len(dossier.deals)
        assert json.dumps([*entities(dossier)])
        assert json.dumps(provenance(ledger))
        assert json.dumps(graph(ledger))


class TestTracker:
    @pytest.mark.parametrize("vendor", ["factset", "lseg", "ravenpack"])
    def test_every_status_has_a_word_and_the_word_leads_back(self, vendor: str) -> None:
        assert crosswalk(vendor).keys() == {*Status, "terminated_rumour"}
        for status in Status:
            word = status_as(deal_of(status, path=(Status.AGREED,)), vendor)
            assert word is not None
            assert status in statuses_of(word, vendor)

    def test_a_rumour_that_ended_is_not_a_deal_that_was_cancelled(self) -> None:
        assert status_as(deal_of(Status.TERMINATED), "factset") == "Rumor Cancelled"
        assert status_as(deal_of(Status.TERMINATED, path=(Status.PROPOSED,)), "factset") == "Cancelled"

    def test_a_denied_status_is_not_passed_off_as_the_status(self) -> None:
        assert status_as(deal_of(said=False), "factset") == "not Rumor"
        assert status_as(attrs.evolve(deal_of(), facts=Facts()), "factset") is None

    def test_a_word_that_the_vendor_does_not_have_stands_for_nothing_in_silence(self) -> None:
        for word in ("Rumoured", "not Rumor", ""):
            with pytest.raises(
                NotFound, match="is no status of factset; there are Rumor, Pending, Complete, Cancelled, Rumor Cancelled"
            ):
                statuses_of(word, "factset")

    def test_an_unknown_vendor_is_refused_by_name(self) -> None:
        with pytest.raises(NotFound, match="no crosswalk to 'acme'; there are factset, lseg, ravenpack"):
            write_tracker(DOSSIER, io.StringIO(), "acme")

    def test_the_csv_is_read_back_and_runs_no_formula(self) -> None:
        file = io.StringIO(newline="")
        write_tracker(DOSSIER, file, "lseg")
        [row] = csv.DictReader(io.StringIO(file.getvalue(), newline=""))
        assert tuple(row) == COLUMNS
        assert (row["buyers"], row["sellers"], row["vendor_status"]) == ("'=Ash Corp", "Birch Ltd", "Rumored")
        assert (row["amount"], row["value"]) == ("5000000", "USD 5000000")

    def test_a_stage_has_the_day_on_which_it_was_first_said(self) -> None:
        path = [(7, Status.IN_TALKS, True), (8, Status.CONSIDERED, True), (9, Status.AGREED, False), (10, Status.PROPOSED, True)]
        path += [(11, Status.AGREED, True), (12, Status.COMPLETED, True)]
        events = tuple(Event(Period.day(date(2025, 7, day)), status, (), said) for day, status, said in path)
        [row] = tracker_rows(Dossier(deals=(attrs.evolve(deal_of(), timeline=events),), reports=(REPORT,)))
        dates = ("rumor_date", "announce_date", "close_date", "cancel_date")
        assert [row[column] for column in dates] == ["2025-07-07", "2025-07-10", "2025-07-12", ""]

    def test_the_columns_can_be_the_vendors_and_no_two_have_one_name(self) -> None:
        for vendor in ("factset", "lseg"):
            names = columns_of(vendor)
            assert tuple(names) == COLUMNS
            assert len(set(names.values())) == len(COLUMNS)
            file = io.StringIO(newline="")
            write_tracker(DOSSIER, file, vendor, vendor_columns=True)
            [theirs] = csv.DictReader(io.StringIO(file.getvalue(), newline=""))
            [ours] = tracker_rows(DOSSIER, vendor)
            assert {column: cell(text) for column, text in ours.items()} == {column: theirs[names[column]] for column in COLUMNS}
        assert (columns_of("factset")["buyers"], columns_of("lseg")["amount"]) == ("buyers", "dw_amount")
        with pytest.raises(NotFound, match="no columns of 'ravenpack'; there are those of factset, lseg"):
            write_tracker(DOSSIER, io.StringIO(), "ravenpack", vendor_columns=True)

    def test_no_vendor_has_a_column_that_is_not_ours(self) -> None:
        text = files("dealwatch.export").joinpath("data/columns.toml").read_text("utf-8")
        assert all(table.keys() <= set(COLUMNS) for table in tomllib.loads(text).values())

    @given(st.text(max_size=20) | st.sampled_from(["＝1+1", "=cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1"]))
    def test_no_cell_begins_a_formula(self, text: str) -> None:
        written = cell(text)
        assert written[:1] not in tuple("=@\t\r\n＝＋－＠")
        assert written[:1] not in ("+", "-") or Decimal(written) is not None
        assert written.removeprefix("'") == text.removeprefix("'") or written == text


class TestFollowTheMoney:
    # What followthemoney 4.11 has in these schemas, as far as it is used here: property -> the schema it must lead to, or ""
    SCHEMAS = {  # noqa: RUF012
        "Article": {"fileName": "", "title": "", "publisher": "", "publishedAt": "", "sourceUrl": "", "bodyText": ""},
        "Company": {"name": "", "alias": "", "proof": "Article"},
        "LegalEntity": {"name": "", "alias": "", "proof": "Article"},
        "Asset": {"name": "", "alias": "", "address": "", "proof": "Article"},
        "Project": {"name": "", "status": "", "amount": "", "currency": "", "proof": "Article"},
        "ProjectParticipant": {"project": "Project", "participant": "Company", "role": ""},
        "Documentation": {"document": "Article", "entity": "Project", "role": "", "summary": "", "publisher": ""},
    }

    def test_every_entity_fits_its_schema_and_leads_to_what_is_there(self) -> None:
        found = {entity["id"]: entity for entity in entities(DOSSIER)}
        assert {entity["schema"] for entity in found.values()} == self.SCHEMAS.keys() - {"LegalEntity"}
        for entity in found.values():
            assert ":" not in entity["id"]
            for name, values in entity["properties"].items():
                leads_to = self.SCHEMAS[entity["schema"]][name]
                assert values
                assert all(isinstance(value, str) and value for value in values)
                assert not leads_to or all(found[value]["schema"] == leads_to for value in values)

    def test_it_is_one_entity_a_line(self) -> None:
        file = io.StringIO()
        write_entities(DOSSIER, file)
        assert [json.loads(line) for line in file.getvalue().splitlines()] == list(entities(DOSSIER))


class TestProvenance:
    def test_the_chain_leads_from_the_claim_to_its_source(self) -> None:
        parts = provenance(LEDGER)
        claim, last = (f"dw:{STATUS.id.replace(':', '-')}{link}" for link in ("", "-link1"))
        derived = {
            (row["prov:generatedEntity"], row["prov:usedEntity"], row.get("prov:type", {}).get("$"))
            for row in parts["wasDerivedFrom"].values()
        }
        assert (claim, f"dw:{REPORT.id.replace(':', '-')}", "prov:Quotation") in derived
        assert (claim, last, "prov:PrimarySource") in derived
        assert (claim, f"{claim}-link0", None) in derived
        assert (f"{claim}-link0", last, None) in derived

    @given(ledgers(max_reports=2))
    @settings(max_examples=5, deadline=None)
    def test_the_prov_library_reads_it(self, ledger: Ledger) -> None:
        prov = pytest.importorskip("prov.model")
        for one in (ledger, LEDGER):
            document = prov.ProvDocument.deserialize(content=json.dumps(provenance(one)))
            assert prov.ProvDocument.deserialize(content=document.serialize()) == document

    def test_what_was_withdrawn_is_invalidated(self) -> None:
        withdrawn = LEDGER.withdraw(PRICE.id, by="ana", at=datetime(2025, 7, 8, tzinfo=UTC), reason="misread")
        [row] = provenance(withdrawn)["wasInvalidatedBy"].values()
        assert row == {"prov:entity": f"dw:{PRICE.id.replace(':', '-')}", "prov:time": "2025-07-08T00:00:00+00:00"}


class TestLinkedData:
    def test_a_claim_says_who_where_and_what(self) -> None:
        nodes = {node["@id"]: node for node in graph(LEDGER)["@graph"]}
        claim = nodes[f"dw:{STATUS.id}"]
        assert claim["author"] == {"@type": "Person", "name": "two people"}
        assert nodes[claim["appearance"]["@id"]]["url"] == "https://leaf.example/1"
        assert claim["additionalProperty"]["value"] == "in_talks"

    def test_it_cannot_end_the_script_element_it_stands_in(self) -> None:
        file = io.StringIO()
        write_graph(LEDGER, file)
        assert "<" not in file.getvalue()
        assert json.loads(file.getvalue()) == graph(LEDGER)


def test_bibtex_escapes_what_tex_would_run() -> None:
    r"""A headline with \input{...} is a headline."""
    written = bibtex([Report(text="x", title=r"\input{/etc/passwd} & 5%"), Report(text=f"\n{'long ' * 40}\nmore")])
    assert r"title = {\textbackslash{}input\{/etc/passwd\} \& 5\%}" in written
    assert "…}" in written


def test_an_address_stays_one_and_cannot_leave_its_braces() -> None:
    """The field is read verbatim, so an underscore is not escaped, and a brace is written in percent."""
    report = Report(text="x", url="https://leaf.example/a_b?c=%20&d=1#e}, note={\\input x")
    assert "url = {https://leaf.example/a_b?c=%20&d=1#e%7D,%20note=%7B%5Cinput%20x}," in bibtex([report])


def test_the_real_reader_of_followthemoney_loads_it() -> None:
    """Where it is installed: every entity is valid by its own model."""
    model = pytest.importorskip("followthemoney").model
    for entity in entities(DOSSIER):
        proxy = model.get_proxy(entity)
        assert proxy.schema.name == entity["schema"]
        proxy.schema.validate(entity)
        assert {prop: sorted(values) for prop, values in proxy.to_dict()["properties"].items()} == {
            prop: sorted(values) for prop, values in entity["properties"].items()
        }

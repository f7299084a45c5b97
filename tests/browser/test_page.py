"""The page in a real browser: headless Chromium opens it, clicks, slides and filters."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from dealwatch import Ledger, Report, extract_claims, read_reports, resolve_deals, write_brief

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("DEALWATCH_SHOTS")
"""A folder to put screenshots into, to be looked at."""


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    """A headless Chromium of the system."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        pytest.skip("chromium and chromedriver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for flag in (
        "headless=new",
        "no-sandbox",
        "disable-gpu",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
        "allow-file-access-from-files",
    ):
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    opened = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    yield opened
    opened.quit()


def page_of(reports: list[Report], folder: Path) -> Path:
    """Write the page of some reports."""
    dossier = resolve_deals(Ledger.union(extract_claims(report) for report in reports))
    path = folder / "page.html"
    path.write_text(write_brief(dossier, "html"), encoding="utf-8")
    return path


@pytest.fixture
def seeds_page(driver: Any, seeds: Path, tmp_path: Path) -> Any:
    """The dossier of the seeds, open in the browser."""
    driver.set_window_size(1300, 1000)
    driver.get(page_of(list(read_reports(seeds)), tmp_path).as_uri())
    return driver


def css(driver: Any, selector: str) -> list[Any]:
    """Every element that a selector finds."""
    return list(driver.find_elements("css selector", selector))


def shown(driver: Any, selector: str, *data: str) -> list[tuple[str, ...]]:
    """The data of every element that a selector finds and that can be seen."""
    return [
        tuple(row)
        for row in driver.execute_script(
            "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility())"
            ".map(e => arguments[1].map(name => e.dataset[name]))",
            selector,
            list(data),
        )
    ]


def shoot(driver: Any, name: str) -> None:
    """Take a screenshot, where somebody wants to look at it."""
    if SHOTS:
        driver.save_screenshot(str(Path(SHOTS) / f"{name}.png"))


def test_a_click_lights_up_the_evidence(seeds_page: Any) -> None:
    """The words lit are those that the line's footnotes quote; a second click puts them out."""
    line = css(seeds_page, "article li[data-notes] > .say")[0]
    line.click()
    lit = "".join(mark.text for mark in css(seeds_page, "mark.lit"))
    assert "Nissan Motor is" in lit
    assert "passages lit in" in css(seeds_page, "#said")[0].text
    assert {"true"} == {line.get_attribute("aria-pressed")}
    shoot(seeds_page, "desktop")
    line.click()
    assert not css(seeds_page, "mark.lit")


def test_the_keyboard_does_the_same(seeds_page: Any) -> None:
    """Enter lights, Escape puts out."""
    line = css(seeds_page, "article li[data-notes] > .say")[0]
    line.send_keys("\ue007")
    assert css(seeds_page, "mark.lit")
    line.send_keys("\ue00c")
    assert not css(seeds_page, "mark.lit")


def test_the_slider_goes_back_in_time(seeds_page: Any) -> None:
    """At the first day only the first report and what was known from it are left; at the last all is back."""
    slider = css(seeds_page, "input[name=known]")[0]
    everything = len([line for line in css(seeds_page, "li[data-notes]") if line.is_displayed()])
    slider.send_keys("\ue011")
    shown = [line for line in css(seeds_page, "li[data-notes]") if line.is_displayed()]
    assert 0 < len(shown) < everything
    assert {"2025-07-06", ""} >= {line.get_attribute("data-since") for line in shown}
    assert len([report for report in css(seeds_page, "details.report") if report.is_displayed()]) == 1
    slider.send_keys("\ue010")
    assert everything == len([line for line in css(seeds_page, "li[data-notes]") if line.is_displayed()])


def test_firmness_and_source_narrow_the_lines(seeds_page: Any) -> None:
    """Without a box its lines are gone; with a source only its lines are left."""
    from selenium.webdriver.support.select import Select

    box = css(seeds_page, "input[name=firmness][value=reported]")[0]
    box.click()
    assert not shown(seeds_page, "li[data-firmness=reported]")
    box.click()
    option = next(one for one in css(seeds_page, "select[name=source] option") if "via Reuters" in one.get_attribute("value"))
    wanted = option.get_attribute("value")
    Select(css(seeds_page, "select[name=source]")[0]).select_by_value(wanted)
    assert wanted == css(seeds_page, "select[name=source]")[0].get_attribute("value")
    sources = [who.split("|") for (who,) in shown(seeds_page, "article li[data-notes]", "who")]
    assert sources
    assert [who for who in sources if wanted not in who] == []


def test_it_fits_a_phone(seeds_page: Any) -> None:
    """Nothing is wider than a small screen, words in drawings are as large as others, and the proof comes to the reader."""
    seeds_page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    )
    try:
        assert seeds_page.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")
        heights = seeds_page.execute_script(
            "return [...document.querySelectorAll('svg text')].map(t => t.getScreenCTM().a * parseFloat(getComputedStyle(t).fontSize))"
        )
        assert min(heights) >= 11
        css(seeds_page, "article li[data-notes] > .say")[0].click()
        assert "Nissan Motor is negotiating" in css(seeds_page, "#proof")[0].text
        shoot(seeds_page, "phone")
        css(seeds_page, "#proof button")[0].click()
        assert not css(seeds_page, "#proof")[0].is_displayed()
    finally:
        seeds_page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_footnote_numbers_stay_with_their_words(seeds_page: Any) -> None:
    """At any width the numbers stand on the line of the last word before them."""
    for width in range(320, 700, 38):
        seeds_page.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": True}
        )
        alone = seeds_page.execute_script(
            "return [...document.querySelectorAll('.say')].filter(say => say.nextElementSibling?.tagName === 'SUP' && "
            "say.checkVisibility() && say.nextElementSibling.getClientRects()[0].top - [...say.getClientRects()].at(-1).top > 12)"
            ".map(say => say.textContent)"
        )
        assert alone == []
    seeds_page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_table_leads_to_the_cards(seeds_page: Any) -> None:
    """Every deal stands in the table at the head, in the order of the cards, and its link goes to its own."""
    links = css(seeds_page, "header tbody tr th > a")
    cards = css(seeds_page, "article h2[id]")
    assert [link.text for link in links] == [card.find_element("css selector", "bdi").text for card in cards]
    assert [link.get_attribute("href").partition("#")[2] for link in links] == [card.get_attribute("id") for card in cards]


def test_it_can_be_printed(seeds_page: Any) -> None:
    """On paper the text is all there and the controls are not."""
    seeds_page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not css(seeds_page, "#controls")[0].is_displayed()
    assert all(card.is_displayed() for card in css(seeds_page, "article, details.report p, .notes li"))
    seeds_page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_nothing_is_refused_or_fetched(seeds_page: Any) -> None:
    """The policy lets our own style and script run, and no request leaves the page."""
    assert not [entry for entry in seeds_page.get_log("browser") if entry["level"] == "SEVERE"]
    assert seeds_page.execute_script("return performance.getEntriesByType('resource').map(r => r.name)") == []


def test_axe_finds_no_fault(seeds_page: Any) -> None:
    """Names, roles, contrast and structure hold, in light and in dark. Needs axe-core: DEALWATCH_AXE names its axe.min.js."""
    axe = os.environ.get("DEALWATCH_AXE")
    if not axe:
        pytest.skip("DEALWATCH_AXE does not name axe.min.js (npm pack axe-core)")
    seeds_page.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    for scheme in ("light", "dark"):
        seeds_page.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        )
        seeds_page.refresh()
        seeds_page.execute_script(Path(axe).read_text(encoding="utf-8"))
        found = seeds_page.execute_async_script(
            "const done = arguments[0]; axe.run().then(r => done(r.violations.map(v => `${v.id}: ${v.nodes[0].html}`)))"
        )
        assert found == []
    seeds_page.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})


def test_a_hostile_report_runs_nothing(driver: Any, tmp_path: Path) -> None:
    """Script tags, handlers and directional overrides in a report of two megabytes are text."""
    attack = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\"> \u202e\u2066 "
    text = f"{attack}Ash Corp agreed to buy Birch Ltd for $5 million. {attack}" + "x y " * 500_000
    driver.get(page_of([Report(text=text, outlet=attack, lang="en")], tmp_path).as_uri())
    assert driver.title != "taken"
    assert not css(driver, "img")
    line = css(driver, "article li[data-notes] > .say")[0]
    line.click()
    assert css(driver, "mark.lit")


def test_many_deals_and_reports_stay_usable(driver: Any, tmp_path: Path) -> None:
    """Two hundred deals in two thousand reports are one page; the times are printed, to be read."""
    stems = [
        f"{first}{last}" for first in ("Ash", "Oak", "Elm", "Fir", "Yew") for last in ("ford", "dale", "wick", "mere", "ley")
    ]
    names = [f"{stem}{end}" for end in ("", " Bay", " Hill", " Lake", " Mill", " Park", " Rock", " Vale") for stem in stems]
    reports = [
        Report(
            text=f"{names[n % 200]} Corp agreed to buy Birch{names[n % 200].lower().replace(' ', '')} Ltd for ${n % 200 + 1} million.",
            outlet=f"Leaf {n}",
            published=date(2025, 1, 1) + timedelta(n % 30),
            lang="en",
        )
        for n in range(2000)
    ]
    path = page_of(reports, tmp_path)
    begun = perf_counter()
    driver.get(path.as_uri())
    ready = driver.execute_script("return performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    driver.find_element("css selector", "article li[data-notes] > .say").click()
    spent = perf_counter() - begun
    assert css(driver, "mark.lit")
    assert len(css(driver, "article h2[id]")) == 200
    assert path.stat().st_size < 5_000_000
    times = f"interactive in {ready / 1000:.1f} s, first click answered at {spent:.1f} s"
    print(f"{path.stat().st_size / 1e6:.1f} MB, {times}")  # noqa: T201

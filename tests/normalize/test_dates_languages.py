"""Every language's own date words: what they count, and that time grows with the text alone, in one run and in many."""

from __future__ import annotations

import time
from datetime import date, timedelta
from importlib.resources import files

import pytest

from dealwatch.domain.dates import Period
from dealwatch.normalize.context import Context
from dealwatch.normalize.date_reading.words import table_of
from dealwatch.normalize.dates import find_dates, read_date

ON = date(2025, 7, 9)
FOLDER = files("dealwatch.normalize").joinpath("data", "dates")
LANGUAGES = sorted(file.name.removesuffix(".toml") for file in FOLDER.iterdir())
HOSTILE = {
    "months": ("en", "January "),
    "doubtful months": ("en", "may May "),
    "ordinals": ("en", "2nd "),
    "units": ("en", "a year "),
    "numbers": ("en", "1 1 "),
    "hyphens": ("en", "1-"),
    "whole dates": ("en", "12 January 2025 "),
    "fiscal years": ("en", "fiscal 2025 "),
    "owners": ("en", "Nissan fiscal 2025 "),
    "cues": ("en", "said it will May 3 "),
    "two words": ("es", "fin de semana que viene "),
    "participles": ("de", "hat am Montag "),
    "signs": ("ja", "今年 "),
    "eras": ("ja", "再来年\n平成 "),
    "weekdays": ("zh", "週三 九月\n"),
    "spaced signs": ("ko", "다음 주 1년 "),
}


def ratio(text: str, locale: str) -> float:
    """How much longer four times the text takes; the best of three each, so that a busy machine does not matter."""
    context = Context(locale=locale, on=ON)

    def seconds(text: str) -> float:
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            find_dates(text, context)
            best = min(best, time.process_time() - start)
        return max(best, 0.002)

    find_dates(text[:200], context)
    return seconds(text * 4) / seconds(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_text_alone(name: str) -> None:
    """Law 20: four times the text takes less than ten times as long."""
    locale, piece = HOSTILE[name]
    assert ratio(piece * (3_000 // len(piece)), locale) < 10


def words_of(part: object) -> list[str]:
    """All words of a table, and of the tables in it."""
    if isinstance(part, dict):
        return [word for inner in part.values() for word in words_of(inner)]
    return str(part).replace("_", " ").split() if isinstance(part, str) else []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_each_language_cost_the_same_again(language: str) -> None:
    """The law for all words of a language's file in a row, with nothing between them that ends a run."""
    text = " ".join(words_of(table_of(language)))
    assert ratio(text, language) < 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_counts_days_from_the_day_of_the_document(language: str) -> None:
    """Its words for yesterday, today and tomorrow are the days that they say."""
    table = table_of(language)
    if table.get("spaced", True):
        words = table["words"]
        assert isinstance(words, dict)
        steps = {int(step): str(listed).split() for step, listed in words["day"].items()}
        for step, listed in words.get("day_either", {}).items():
            steps |= {sign * int(step): str(listed).split() for sign in (-1, 1)}
    else:
        relative = table["relative"]
        assert isinstance(relative, dict)
        steps = {int(key[1:]): str(listed).split() for key, listed in relative.items() if key[0] == "d" and "@" not in key}
    assert {-1, 0, 1} <= set(steps)
    for step, names in steps.items():
        for name in names:
            reading = read_date(name.replace("_", " "), Context(locale=language, on=ON))
            assert Period.day(ON + timedelta(days=step)) in reading.candidates, name

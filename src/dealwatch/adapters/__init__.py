"""Other people's extractors as ours: spaCy pipelines, LangExtract documents, and any model that answers in JSON.

Each adapter gives a plain extractor, `(report, context) -> claims`, to be run beside the built-in ones. Whatever a model says
becomes a claim only where its quote stands in the report; what does not is told, not guessed. Each needs its own package only
when it is used.
"""

from __future__ import annotations

from dealwatch.adapters.grounding import Grounding, ground
from dealwatch.adapters.langextract import langextract_extractor
from dealwatch.adapters.model_json import ask_for_claims, from_json
from dealwatch.adapters.spacy import spacy_extractor

__all__ = ["Grounding", "ask_for_claims", "from_json", "ground", "langextract_extractor", "spacy_extractor"]

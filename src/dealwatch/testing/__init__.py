"""For authors of extractors: Hypothesis strategies for every domain type, and the conformance suite."""

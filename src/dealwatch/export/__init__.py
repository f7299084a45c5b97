"""What others read, made from a Ledger or a Dossier. Each file is one format and says at its top what it loses.

    rows.py            one row a claim, a deal, a party: for data frames, CSV and Parquet
    tracker.py         a deal tracker's CSV with a vendor's words for the status (status.py)
    followthemoney.py  FollowTheMoney entities, a line each
    prov.py            W3C PROV-JSON: what was derived from what, who said it, what was quoted
    jsonld.py          schema.org JSON-LD: reports as NewsArticle, claims as Claim
    citations.py       BibTeX of the reports

Before: `merge`, whose dossiers these are. Nothing here is read back: `convert` is the form that loses nothing.
"""

"""How text becomes a value: pure functions from (text, context) to Readings and Mentions.

`read_x` takes a string that is one expression and gives a Reading; `find_x` takes a text or a Report and gives Mentions.

    context            what the text itself does not say
    money, quantity    amounts; inside: amount_reading/
    dates, fiscal      days, periods and fiscal years; edtf; inside: date_reading/
    names, places      two names or two places compared; gazetteer: what a user knows; inside: name_reading/
    outlets            news agencies and papers under their several names
    descriptions       sources that have no name: who may know, and who only repeats
    rates              conversion; rate_sources, rate_tables: where rates come from; conversion_text: a conversion in words
    audit              what a report's own conversions say; implied_rates: their arithmetic
    cldr, fold         the lexicons of all locales; one spelling of a text, each code point to one
    data/              what CLDR lacks, with its sources; one file a language

Before: `domain/`, which says what the values are. After: `extract/`, which makes claims of them.
"""

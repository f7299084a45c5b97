"""Deals, speech and answers beside English: made-up sentences in the style of each language's business press, as tables.

A row of `DEALS` is a sentence, the type and the status of its deal, and who stands in which role.
"""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from dealwatch import Report, extract_claims, find_attributions
from dealwatch.domain.claim import Claim
from dealwatch.extract.deals import read_deals
from dealwatch.extract.grammar import grammar_of
from dealwatch.extract.lexicon import lexicon_of
from dealwatch.extract.page import read_page
from dealwatch.extract.speech.cues import cues_for

TONGUES = ("de", "es", "fr", "it")
ROLES = ("acquirer", "target", "seller", "partner", "investor", "investee", "asset", "supplier", "customer")

DEALS = {
    "de": """
        Die Esche AG hat den Klebstoffhersteller Birke von der Eiche Holding für 500 Millionen Euro übernommen. | acquisition | completed | acquirer=Esche AG, target=Birke, seller=Eiche Holding
        Die Übernahme der Birke GmbH durch die Esche AG ist abgeschlossen. | acquisition | completed | acquirer=Esche AG, target=Birke GmbH
        Birke GmbH wurde von der Esche AG für 30 Millionen Euro gekauft. | acquisition | completed | acquirer=Esche AG, target=Birke GmbH
        Esche AG verhandelt mit der Eiche Holding über den Kauf der Tochter Birke. | acquisition | in_talks | acquirer=Esche AG, target=Birke, seller=Eiche Holding
        Esche AG verkauft ihre Tochter Birke an Eiche Holding. | acquisition | agreed | acquirer=Eiche Holding, target=Birke, seller=Esche AG
        Am Montag übernahm die Esche AG den Rivalen Birke GmbH. | acquisition | completed | acquirer=Esche AG, target=Birke GmbH
        Esche AG und Birke SE fusionieren. | merger | agreed | partner=Birke SE, partner=Esche AG
        Esche AG plant, Birke GmbH zu übernehmen. | acquisition | proposed | acquirer=Esche AG, target=Birke GmbH
        Esche AG will Birke GmbH kaufen. | acquisition | proposed | acquirer=Esche AG, target=Birke GmbH
        Der Chemiekonzern Esche AG, der Birke SE übernehmen will, sitzt in Bonn. | acquisition | proposed | acquirer=Esche AG, target=Birke SE
        Esche AG hat ein Übernahmeangebot für Birke SE vorgelegt. | acquisition | proposed | acquirer=Esche AG, target=Birke SE
        Die Fusion von Esche AG und Birke SE ist gescheitert. | merger | terminated | partner=Birke SE, partner=Esche AG
        Esche AG hat sich mit Birke SE auf eine Fusion geeinigt. | merger | agreed | partner=Birke SE, partner=Esche AG
        Esche AG steigt bei Birke SE ein. | stake | agreed | investor=Esche AG, investee=Birke SE
        Esche AG und Birke SE gründen ein Gemeinschaftsunternehmen. | joint_venture | agreed | partner=Birke SE, partner=Esche AG
        Esche AG trennt sich von ihrer Tochter Birke. | acquisition | agreed | seller=Esche AG, target=Birke
        Nach Angaben der Firma soll Birke GmbH an Eiche AG verkauft werden. | acquisition | proposed | acquirer=Eiche AG, target=Birke GmbH
        Die Esche AG hat den Verkauf ihrer Tochter Birke an Eiche AG abgesagt. | acquisition | terminated | acquirer=Eiche AG, target=Birke, seller=Esche AG
        Die Verhandlungen zwischen Esche AG und Birke SE sind geplatzt. | partnership | terminated | partner=Birke SE, partner=Esche AG
        Esche AG hält 20 Prozent an der Birke SE. | stake | completed | acquirer=Esche AG, target=Birke SE
        Esche AG kauft die Spezialchemie-Sparte von Eiche SE für 2,5 Milliarden Euro. | asset_sale | agreed | acquirer=Esche AG, seller=Eiche SE, asset=Spezialchemie-Sparte
        Der Finanzinvestor Ulme Capital hat die Mehrheit am Softwarehaus Birke übernommen. | acquisition | completed | acquirer=Ulme Capital, target=Birke
        Die Eiche Holding gibt ihre Beteiligung von 20 Prozent an Birke SE an Esche AG ab. | stake | agreed | seller=Eiche Holding, investor=Esche AG, investee=Birke SE
        Wie Insider berichten, bietet Esche AG 3 Milliarden Euro für Birke SE. | acquisition | proposed | acquirer=Esche AG, target=Birke SE
        Esche AG und Birke SE führen Gespräche über eine Fusion. | merger | in_talks | partner=Birke SE, partner=Esche AG
        Esche AG schließt die Übernahme von Birke SE ab. | acquisition | completed | acquirer=Esche AG, target=Birke SE
        Die Übernahme von Birke SE durch Esche AG ist geplatzt. | acquisition | terminated | acquirer=Esche AG, target=Birke SE
        Esche AG verzichtet auf die Übernahme der Birke SE. | acquisition | terminated | acquirer=Esche AG, target=Birke SE
        Esche AG erwirbt von der Eiche Holding einen Anteil von 15 Prozent an Birke SE. | stake | agreed | seller=Eiche Holding, investor=Esche AG, investee=Birke SE
        Esche AG prüft ein Gebot für Birke SE. | acquisition | considered | acquirer=Esche AG, target=Birke SE
        Birke SE geht für 400 Millionen Euro an Esche AG. | acquisition | agreed | acquirer=Esche AG, target=Birke SE
        Das Bundeskartellamt hat die Übernahme der Birke GmbH durch die Esche AG freigegeben. | acquisition | agreed | acquirer=Esche AG, target=Birke GmbH
        Esche AG legt ein Pflichtangebot für die restlichen Aktien von Birke SE vor. | acquisition | proposed | acquirer=Esche AG, target=Birke SE
        Eiche Holding verkauft 12 Prozent an Birke SE an den Finanzinvestor Ulme Capital. | stake | agreed | seller=Eiche Holding, investor=Ulme Capital, investee=Birke SE
        Esche AG schluckt ihren Konkurrenten Birke SE. | acquisition | agreed | acquirer=Esche AG, target=Birke SE
        Der Autozulieferer Esche AG verleibt sich Birke GmbH ein. | acquisition | agreed | acquirer=Esche AG, target=Birke GmbH
        Esche AG sichert sich die Mehrheit an Birke SE. | acquisition | agreed | acquirer=Esche AG, target=Birke SE
        Esche AG hat eine Vereinbarung zum Kauf der Birke GmbH unterzeichnet. | acquisition | agreed | acquirer=Esche AG, target=Birke GmbH
        Esche AG interessiert sich für Birke SE. | acquisition | considered | acquirer=Esche AG, target=Birke SE
        Esche AG hat sich mit 30 Prozent an Birke SE beteiligt. | stake | completed | investor=Esche AG, investee=Birke SE
    """,
    "es": """
        Fresno SA ha comprado el fabricante de cola Abedul a Roble SA por 500 millones de euros. | acquisition | completed | acquirer=Fresno SA, target=Abedul, seller=Roble SA
        La compra de Abedul SL por parte de Fresno SA se completó el lunes. | acquisition | agreed | acquirer=Fresno SA, target=Abedul SL
        Abedul SL fue adquirida por Fresno SA por 30 millones de euros. | acquisition | completed | acquirer=Fresno SA, target=Abedul SL
        Fresno SA negocia con Roble SA la compra de su filial Abedul. | acquisition | in_talks | acquirer=Fresno SA, target=Abedul, seller=Roble SA
        Fresno SA vende su filial Abedul a Roble SA. | acquisition | agreed | acquirer=Roble SA, target=Abedul, seller=Fresno SA
        Fresno SA y Abedul SA han anunciado su fusión. | merger | agreed | partner=Abedul SA, partner=Fresno SA
        Fresno SA ha renunciado a la compra de Abedul SA. | acquisition | terminated | acquirer=Fresno SA, target=Abedul SA
        Fresno SA tiene el 20% de Abedul SA. | stake | completed | acquirer=Fresno SA, target=Abedul SA
        Fresno SA ha lanzado una opa sobre Abedul SA. | acquisition | proposed | acquirer=Fresno SA, target=Abedul SA
        Fresno SA ha vendido su planta de Zaragoza a Roble SA. | asset_sale | completed | acquirer=Roble SA, asset=planta de Zaragoza, seller=Fresno SA
        Fresno SA ha creado una empresa conjunta con Abedul SA. | joint_venture | agreed | partner=Abedul SA, partner=Fresno SA
        Fresno SA entra en el capital de Abedul SA. | stake | agreed | investor=Fresno SA, investee=Abedul SA
        Fresno SA está en conversaciones con Abedul SA para fusionarse. | merger | in_talks | partner=Abedul SA, partner=Fresno SA
        Fresno SA compró a Roble SA su filial Abedul. | acquisition | completed | acquirer=Fresno SA, target=Abedul, seller=Roble SA
        Fresno SA se hará con Abedul SA. | acquisition | agreed | acquirer=Fresno SA, target=Abedul SA
        Fresno SA quiere comprar Abedul SA. | acquisition | proposed | acquirer=Fresno SA, target=Abedul SA
        Fresno SA se desprende de su filial Abedul. | acquisition | agreed | seller=Fresno SA, target=Abedul
        Fresno SA se fusionará con Abedul SA. | merger | agreed | partner=Abedul SA, partner=Fresno SA
        Fresno SA compra la división química de Roble SA por 2.500 millones de euros. | asset_sale | agreed | acquirer=Fresno SA, seller=Roble SA, asset=división química
        El fondo Olmo Capital ha tomado el control de Abedul SA. | acquisition | completed | acquirer=Olmo Capital, target=Abedul SA
        Fresno SA ha comprado a Roble SA el 30% de Abedul SA. | stake | completed | seller=Roble SA, investor=Fresno SA, investee=Abedul SA
        Roble SA vende el 20% de Abedul SA a Fresno SA. | stake | agreed | seller=Roble SA, investor=Fresno SA, investee=Abedul SA
        Según fuentes cercanas a la operación, Fresno SA ofrece 3.000 millones de euros por Abedul SA. | acquisition | proposed | acquirer=Fresno SA, target=Abedul SA
        Fresno SA y Abedul SA negocian una fusión. | merger | in_talks | partner=Abedul SA, partner=Fresno SA
        La fusión entre Fresno SA y Abedul SA ha fracasado. | merger | terminated | partner=Abedul SA, partner=Fresno SA
        Fresno SA y Abedul SA rompen las negociaciones de fusión. | merger | terminated | partner=Abedul SA, partner=Fresno SA
        Fresno SA desiste de comprar Abedul SA. | acquisition | terminated | acquirer=Fresno SA, target=Abedul SA
        Fresno SA cierra la compra de Abedul SL a Roble SA. | acquisition | completed | acquirer=Fresno SA, target=Abedul SL, seller=Roble SA
        Fresno SA estudia una oferta por Abedul SA. | acquisition | considered | acquirer=Fresno SA, target=Abedul SA
        Fresno SA lanza una OPA de 2.500 millones de euros sobre Abedul SA. | acquisition | proposed | acquirer=Fresno SA, target=Abedul SA
        Fresno SA se queda con Abedul SL. | acquisition | agreed | acquirer=Fresno SA, target=Abedul SL
        Abedul SL pasa a manos de Fresno SA por 400 millones de euros. | acquisition | agreed | acquirer=Fresno SA, target=Abedul SL
        La CNMC ha autorizado la compra de Abedul SL por Fresno SA. | acquisition | agreed | acquirer=Fresno SA, target=Abedul SL
        Fresno SA toma un 15% de Abedul SA. | stake | agreed | acquirer=Fresno SA, target=Abedul SA
        Roble SA ha vendido a Fresno SA su participación del 12% en Abedul SA. | stake | completed | seller=Roble SA, investor=Fresno SA, investee=Abedul SA
        Fresno SA ha alcanzado un acuerdo para adquirir Abedul SL. | acquisition | agreed | acquirer=Fresno SA, target=Abedul SL
        Fresno SA absorberá Abedul SA. | acquisition | agreed | acquirer=Fresno SA, target=Abedul SA
        Fresno SA se interesa por Abedul SA. | acquisition | considered | acquirer=Fresno SA, target=Abedul SA
        Roble SA traspasa Abedul SL a Fresno SA. | acquisition | agreed | acquirer=Fresno SA, target=Abedul SL, seller=Roble SA
    """,
    "fr": """
        Frêne SA a racheté le fabricant de colle Bouleau à Chêne Industries pour 500 millions d'euros. | acquisition | completed | acquirer=Frêne SA, target=Bouleau, seller=Chêne Industries
        Le rachat de Bouleau SAS par Frêne SA a été bouclé lundi. | acquisition | completed | acquirer=Frêne SA, target=Bouleau SAS
        Bouleau SAS a été racheté par Frêne SA pour 30 millions d'euros. | acquisition | completed | acquirer=Frêne SA, target=Bouleau SAS
        Frêne SA négocie l'acquisition de Bouleau auprès de Chêne SA. | acquisition | in_talks | acquirer=Frêne SA, target=Bouleau, seller=Chêne SA
        Frêne SA cède sa filiale Bouleau à Chêne SA. | acquisition | agreed | acquirer=Chêne SA, target=Bouleau, seller=Frêne SA
        Frêne SA et Bouleau SA ont annoncé leur fusion. | merger | agreed | partner=Bouleau SA, partner=Frêne SA
        Frêne SA a renoncé à racheter Bouleau SA. | acquisition | terminated | acquirer=Frêne SA, target=Bouleau SA
        Frêne SA détient 20 % de Bouleau SA. | stake | completed | acquirer=Frêne SA, target=Bouleau SA
        Frêne SA a lancé une OPA sur Bouleau SA. | acquisition | proposed | acquirer=Frêne SA, target=Bouleau SA
        Frêne SA a vendu son usine de Lyon à Chêne SA. | asset_sale | completed | acquirer=Chêne SA, asset=usine de Lyon, seller=Frêne SA
        Frêne SA va créer une coentreprise avec Bouleau SA. | joint_venture | agreed | partner=Bouleau SA, partner=Frêne SA
        Frêne SA est entré au capital de Bouleau SA. | stake | completed | investor=Frêne SA, investee=Bouleau SA
        Frêne SA veut racheter Bouleau SA. | acquisition | proposed | acquirer=Frêne SA, target=Bouleau SA
        Frêne SA s'est séparé de sa filiale Bouleau. | acquisition | completed | seller=Frêne SA, target=Bouleau
        Frêne SA va fusionner avec Bouleau SA. | merger | agreed | partner=Bouleau SA, partner=Frêne SA
        Frêne SA a annoncé le rachat auprès de Chêne SA de la marque de thé Tilleul. | acquisition | agreed | acquirer=Frêne SA, target=Tilleul, seller=Chêne SA
        Le groupe français Frêne a repris le distributeur allemand Bouleau. | acquisition | completed | acquirer=Frêne, target=Bouleau
        Frêne SA achète la division chimie de Chêne SA pour 2,5 milliards d'euros. | asset_sale | agreed | acquirer=Frêne SA, seller=Chêne SA, asset=division chimie
        Le fonds Orme Capital a pris le contrôle de Bouleau SA. | acquisition | completed | acquirer=Orme Capital, target=Bouleau SA
        Frêne SA a acquis auprès de Chêne SA 30 % du capital de Bouleau SA. | stake | completed | seller=Chêne SA, investor=Frêne SA, investee=Bouleau SA
        Chêne SA vend ses 20 % dans Bouleau SA à Frêne SA. | stake | agreed | seller=Chêne SA, investor=Frêne SA, investee=Bouleau SA
        Selon des sources proches du dossier, Frêne SA offre 3 milliards d'euros pour Bouleau SA. | acquisition | proposed | acquirer=Frêne SA, target=Bouleau SA
        Frêne SA et Bouleau SA sont en discussions en vue d'une fusion. | merger | in_talks | partner=Bouleau SA, partner=Frêne SA
        La fusion entre Frêne SA et Bouleau SA a échoué. | merger | terminated | partner=Bouleau SA, partner=Frêne SA
        Frêne SA boucle le rachat de Bouleau SA à Chêne SA. | acquisition | completed | acquirer=Frêne SA, target=Bouleau SA, seller=Chêne SA
        Frêne SA étudie une offre sur Bouleau SA. | acquisition | considered | acquirer=Frêne SA, target=Bouleau SA
        Frêne SA lance une OPA de 2,5 milliards d'euros sur Bouleau SA. | acquisition | proposed | acquirer=Frêne SA, target=Bouleau SA
        Frêne SA s'offre Bouleau SA pour 400 millions d'euros. | acquisition | agreed | acquirer=Frêne SA, target=Bouleau SA
        Frêne SA met la main sur Bouleau SAS. | acquisition | agreed | acquirer=Frêne SA, target=Bouleau SAS
        L'Autorité de la concurrence a autorisé le rachat de Bouleau SA par Frêne SA. | acquisition | agreed | acquirer=Frêne SA, target=Bouleau SA
        Frêne SA est entré en négociations exclusives avec Chêne SA pour l'acquisition de Bouleau. | acquisition | in_talks | acquirer=Frêne SA, target=Bouleau, seller=Chêne SA
        Chêne SA a cédé à Frêne SA sa participation de 12 % dans Bouleau SA. | stake | completed | seller=Chêne SA, investor=Frêne SA, investee=Bouleau SA
        Frêne SA s'empare de Bouleau SA. | acquisition | agreed | acquirer=Frêne SA, target=Bouleau SA
        Frêne SA prend une participation de 15 % dans Bouleau SA. | stake | completed | investor=Frêne SA, investee=Bouleau SA
        Frêne SA s'apprête à racheter Bouleau SA à Chêne SA. | acquisition | proposed | acquirer=Frêne SA, target=Bouleau SA, seller=Chêne SA
        Frêne SA s'intéresse à Bouleau SA. | acquisition | considered | acquirer=Frêne SA, target=Bouleau SA
    """,
    "it": """
        Frassino Spa ha acquisito Betulla da Quercia Spa per 500 milioni di euro. | acquisition | completed | acquirer=Frassino Spa, target=Betulla, seller=Quercia Spa
        L'acquisizione di Betulla Srl da parte di Frassino Spa è stata perfezionata. | acquisition | completed | acquirer=Frassino Spa, target=Betulla Srl
        Betulla Srl è stata acquisita da Frassino Spa per 30 milioni di euro. | acquisition | completed | acquirer=Frassino Spa, target=Betulla Srl
        Frassino Spa tratta con Quercia Spa l'acquisto della controllata Betulla. | acquisition | in_talks | acquirer=Frassino Spa, target=Betulla, seller=Quercia Spa
        Frassino Spa cede la controllata Betulla a Quercia Spa. | acquisition | agreed | acquirer=Quercia Spa, target=Betulla, seller=Frassino Spa
        Frassino Spa e Betulla Spa hanno annunciato la fusione. | merger | agreed | partner=Betulla Spa, partner=Frassino Spa
        Frassino Spa ha rinunciato all'acquisizione di Betulla Srl. | acquisition | terminated | acquirer=Frassino Spa, target=Betulla Srl
        Frassino Spa detiene il 20% di Betulla Spa. | stake | completed | acquirer=Frassino Spa, target=Betulla Spa
        Frassino Spa ha lanciato un'offerta su Betulla Spa. | acquisition | proposed | acquirer=Frassino Spa, target=Betulla Spa
        Frassino Spa ha venduto lo stabilimento di Brescia a Quercia Spa. | asset_sale | completed | acquirer=Quercia Spa, asset=stabilimento di Brescia, seller=Frassino Spa
        Frassino Spa ha costituito una joint venture con Betulla Spa. | joint_venture | agreed | partner=Betulla Spa, partner=Frassino Spa
        Frassino Spa entra nel capitale di Betulla Spa. | stake | agreed | investor=Frassino Spa, investee=Betulla Spa
        Le trattative tra Frassino Spa e Betulla Spa sono saltate. | partnership | terminated | partner=Betulla Spa, partner=Frassino Spa
        Sfuma la fusione tra Frassino Spa e Betulla Spa. | merger | terminated | partner=Betulla Spa, partner=Frassino Spa
        Frassino Spa ha respinto l'offerta di Betulla Spa. | acquisition | proposed | acquirer=Betulla Spa, target=Frassino Spa
        Frassino Spa vuole acquistare Betulla Spa. | acquisition | proposed | acquirer=Frassino Spa, target=Betulla Spa
        Frassino Spa ha firmato un accordo vincolante per l'acquisizione di Betulla Srl. | acquisition | agreed | acquirer=Frassino Spa, target=Betulla Srl
        Frassino Spa compra la divisione chimica di Quercia Spa per 2,5 miliardi di euro. | asset_sale | agreed | acquirer=Frassino Spa, seller=Quercia Spa, asset=divisione chimica
        Il fondo Olmo Capital ha rilevato la maggioranza di Betulla Srl. | acquisition | completed | acquirer=Olmo Capital, target=Betulla Srl
        Frassino Spa sale al 51% di Betulla Spa. | stake | agreed | acquirer=Frassino Spa, target=Betulla Spa
        Frassino Spa ha acquistato da Quercia Spa il 30% di Betulla Spa. | stake | completed | seller=Quercia Spa, investor=Frassino Spa, investee=Betulla Spa
        Quercia Spa vende il 20% di Betulla Spa a Frassino Spa. | stake | agreed | seller=Quercia Spa, investor=Frassino Spa, investee=Betulla Spa
        Secondo fonti vicine al dossier, Frassino Spa offre 3 miliardi di euro per Betulla Spa. | acquisition | proposed | acquirer=Frassino Spa, target=Betulla Spa
        Frassino Spa e Betulla Spa sono in trattative per una fusione. | merger | in_talks | partner=Betulla Spa, partner=Frassino Spa
        È saltata la fusione tra Frassino Spa e Betulla Spa. | merger | terminated | partner=Betulla Spa, partner=Frassino Spa
        Frassino Spa ha perfezionato l'acquisto di Betulla Srl da Quercia Spa. | acquisition | completed | acquirer=Frassino Spa, target=Betulla Srl, seller=Quercia Spa
        Frassino Spa valuta un'offerta per Betulla Spa. | acquisition | considered | acquirer=Frassino Spa, target=Betulla Spa
        Frassino Spa lancia un'Opa da 2,5 miliardi di euro su Betulla Spa. | acquisition | proposed | acquirer=Frassino Spa, target=Betulla Spa
        Frassino Spa si aggiudica Betulla Srl. | acquisition | agreed | acquirer=Frassino Spa, target=Betulla Srl
        Betulla Srl passa a Frassino Spa per 400 milioni di euro. | acquisition | agreed | acquirer=Frassino Spa, target=Betulla Srl
        Frassino Spa e Betulla Spa danno vita a una joint venture. | joint_venture | agreed | partner=Betulla Spa, partner=Frassino Spa
        L'Antitrust ha dato il via libera all'acquisizione di Betulla Srl da parte di Frassino Spa. | acquisition | agreed | acquirer=Frassino Spa, target=Betulla Srl
        Quercia Spa ha ceduto a Frassino Spa la propria partecipazione del 12% in Betulla Spa. | stake | completed | seller=Quercia Spa, investor=Frassino Spa, investee=Betulla Spa
        Frassino Spa mette le mani su Betulla Srl. | acquisition | agreed | acquirer=Frassino Spa, target=Betulla Srl
        Frassino Spa è interessata a Betulla Spa. | acquisition | considered | acquirer=Frassino Spa, target=Betulla Spa
        Frassino Spa ha presentato un'offerta vincolante per Betulla Srl. | acquisition | proposed | acquirer=Frassino Spa, target=Betulla Srl
        Frassino Spa tratta per Betulla Spa. | acquisition | in_talks | acquirer=Frassino Spa, target=Betulla Spa
        Frassino Spa si fonde con Betulla Spa. | merger | agreed | partner=Betulla Spa, partner=Frassino Spa
    """,
}  # fmt: skip

SPEECH = {
    "de": """
        Esche AG übernimmt Birke SE, wie das Unternehmen am Montag mitteilte. | Esche AG übernimmt Birke SE | Esche AG
        Esche AG teilte am Montag mit, man verhandele mit Birke SE. | man verhandele mit Birke SE | Esche AG
        Laut Insidern verhandelt Esche AG mit Birke SE. | verhandelt Esche AG mit Birke SE | Insidern
        Esche AG werde Birke SE kaufen, sagte ein Sprecher von Esche AG. | Esche AG werde Birke SE kaufen | Esche AG
        Es geht um die Birke SE, wie drei mit der Sache vertraute Personen am Dienstag sagten. | Es geht um die Birke SE | drei mit der Sache vertraute Personen
        Man sei mit Birke SE in Gesprächen über eine Partnerschaft, hatte Esche AG am Montag mitgeteilt. | Man sei mit Birke SE in Gesprächen über eine Partnerschaft | Esche AG
        Esche AG dementierte, Birke SE kaufen zu wollen. | Birke SE kaufen zu wollen | Esche AG
        Das Handelsblatt berichtete, dass Esche AG vor der Übernahme von Birke SE stehe. | Esche AG vor der Übernahme von Birke SE stehe | Handelsblatt
    """,
    "es": """
        Fresno SA comprará Abedul SA, anunció ayer el grupo Fresno. | Fresno SA comprará Abedul SA | Fresno SA
        Según fuentes cercanas a la operación, Fresno SA negocia con Abedul SA. | Fresno SA negocia con Abedul SA | fuentes cercanas a la operación
        Fresno SA ha desmentido negociaciones con Abedul SA. | negociaciones con Abedul SA | Fresno SA
        Fresno SA ha asegurado que comprará Abedul SA. | que comprará Abedul SA | Fresno SA
    """,
    "fr": """
        Frêne SA va racheter Bouleau SA pour 5 millions d'euros, a annoncé lundi le groupe Frêne. | Frêne SA va racheter Bouleau SA pour 5 millions d'euros | Frêne SA
        Frêne SA a indiqué qu'elle négociait avec Bouleau SA. | qu'elle négociait avec Bouleau SA | Frêne SA
        Selon Les Echos, Frêne SA négocie avec Bouleau SA. | Frêne SA négocie avec Bouleau SA | Les Echos
        Frêne SA négocie le rachat de Bouleau SA, selon des sources proches du dossier. | Frêne SA négocie le rachat de Bouleau SA | des sources proches du dossier
        Frêne SA a renoncé à racheter Bouleau SA, a rapporté vendredi soir l'agence Bloomberg. | Frêne SA a renoncé à racheter Bouleau SA | Bloomberg
        Frêne SA a démenti vouloir racheter Bouleau SA. | vouloir racheter Bouleau SA | Frêne SA
    """,
    "it": """
        Frassino Spa acquisirà Betulla Spa, ha annunciato ieri il gruppo Frassino. | Frassino Spa acquisirà Betulla Spa | Frassino Spa
        Frassino Spa ha comunicato che tratta con Betulla Spa. | che tratta con Betulla Spa | Frassino Spa
        Secondo fonti vicine al dossier, Frassino Spa tratta con Betulla Spa. | Frassino Spa tratta con Betulla Spa | fonti vicine al dossier
        Frassino Spa ha smentito trattative con Betulla Spa. | trattative con Betulla Spa | Frassino Spa
    """,
}  # fmt: skip

ANSWERS = {
    "de": "Esche AG will Birke SE kaufen. Birke SE lehnte einen Kommentar ab.",
    "es": "Fresno SA comprará Abedul SA. Abedul SA declinó hacer comentarios.",
    "fr": "Frêne SA va racheter Bouleau SA. Bouleau SA a refusé de commenter.",
    "it": "Frassino Spa acquisirà Betulla Spa. Betulla Spa non ha commentato.",
}

PRICES = {
    "de": "Die Esche AG hat Birke GmbH für 500 Millionen Euro übernommen.",
    "es": "Fresno SA ha comprado Abedul SL por 500 millones de euros.",
    "fr": "Frêne SA a racheté Bouleau SAS pour 500 millions d'euros.",
    "it": "Frassino Spa ha acquisito Betulla Srl per 500 milioni di euro.",
}

TWO_SELLERS = {
    "de": "Esche AG verhandelt mit Eiche SE über den Kauf von 18 Prozent an Birke SE. Im Mai hatte Esche AG von der Ulme Holding 14 Prozent an Birke SE erworben.",
    "en": "Ash Corp is in talks with Oak Corp to buy 18 pct of Birch Ltd. In May Ash Corp bought 14 pct of Birch Ltd from Elm Corp.",
    "es": "Fresno SA negocia con Roble SA la compra del 18% de Abedul SA. En mayo Fresno SA compró a Olmo SA el 14% de Abedul SA.",
    "fr": "Frêne SA négocie avec Chêne SA l'acquisition de 18 % de Bouleau SA. En mai, Frêne SA a acheté à Orme SA 14 % de Bouleau SA.",
    "it": "Frassino Spa tratta con Quercia Spa l'acquisto del 18% di Betulla Spa. A maggio Frassino Spa ha acquistato da Olmo Spa il 14% di Betulla Spa.",
}

NO_DEAL = {
    "de": "Die Esche AG eröffnet in Bonn ein Werk. Der Umsatz der Birke GmbH stieg im Quartal.",
    "es": "Fresno SA abrió una planta en Zaragoza. Los ingresos de Abedul SL crecieron en el trimestre.",
    "fr": "Frêne SA a ouvert une usine à Lyon. Le chiffre d'affaires de Bouleau SAS a progressé au trimestre.",
    "it": "Frassino Spa ha aperto uno stabilimento a Brescia. I ricavi di Betulla Srl sono cresciuti nel trimestre.",
}


def _rows(table: dict[str, str]) -> list[tuple[str, ...]]:
    return [
        (lang, *(cell.strip() for cell in line.split("|")))
        for lang, text in table.items()
        for line in text.split("\n")
        if line.strip()
    ]


def _of_deals(text: str, lang: str) -> list[Claim]:
    return [claim for claim in extract_claims(Report(text=text, lang=lang)).claims if claim.subject.kind == "deal"]


@pytest.mark.parametrize(("lang", "text", "kind", "status", "parties"), _rows(DEALS))
def test_a_sentence_tells_its_deal(lang: str, text: str, kind: str, status: str, parties: str) -> None:
    claims = _of_deals(text, lang)
    values = {name: {str(claim.value) for claim in claims if claim.attribute == name} for name in ("type", "status")}
    assert values == {"type": {kind}, "status": {status}}
    told = {f"{claim.attribute}={claim.value}" for claim in claims if claim.attribute in ROLES}
    assert told == set(parties.split(", "))


@pytest.mark.parametrize(("lang", "text", "content", "source"), _rows(SPEECH))
def test_a_sentence_tells_what_is_said_and_by_whom(lang: str, text: str, content: str, source: str) -> None:
    (said,) = find_attributions(Report(text=text, lang=lang, outlet="Die Linde"))
    assert said.content.quote == content
    assert said.attribution.root.name == source


@pytest.mark.parametrize(("lang", "text"), ANSWERS.items())
def test_a_party_that_says_nothing_declines_to_comment(lang: str, text: str) -> None:
    answers = [claim for claim in _of_deals(text, lang) if claim.attribute == "answer"]
    assert [str(claim.value) for claim in answers] == ["declined_to_comment"]


@pytest.mark.parametrize(("lang", "text"), PRICES.items())
def test_the_amount_that_is_paid_is_the_price(lang: str, text: str) -> None:
    assert [str(claim.value) for claim in _of_deals(text, lang) if claim.attribute == "value"] == ["EUR 500000000"]


@pytest.mark.parametrize(("lang", "text"), TWO_SELLERS.items())
def test_shares_in_one_firm_bought_from_two_sellers_are_two_deals(lang: str, text: str) -> None:
    deals: dict[str, set[str]] = {}
    for claim in _of_deals(text, lang):
        if claim.attribute in ("seller", "status", "stake", "stake_before"):
            deals.setdefault(claim.subject.id, set()).add(f"{claim.attribute} {claim.value}")
    assert len(deals) == 2
    assert sorted(len([told for told in each if told.startswith("seller")]) for each in deals.values()) == [1, 1]
    assert not any(told.startswith("stake_before") for each in deals.values() for told in each)


@pytest.mark.parametrize(("lang", "text"), NO_DEAL.items())
def test_a_report_without_a_deal_tells_none(lang: str, text: str) -> None:
    assert _of_deals(text, lang) == []


def _examples() -> list[tuple[str, str, str, str]]:
    rows = []
    for lang in TONGUES:
        table = tomllib.loads(
            (resources.files("dealwatch.extract") / "data" / "deals" / f"{lang}.toml").read_text(encoding="utf-8")
        )
        rows += [(lang, row["id"], row["type"], each.strip()) for row in table["frames"] for each in row["example"].split(";")]
    return rows


@pytest.mark.parametrize(("lang", "frame", "kind", "text"), _examples())
def test_every_frame_reads_its_example(lang: str, frame: str, kind: str, text: str) -> None:
    reading = read_deals(read_page(Report(text=f"{text}.", lang=lang)))
    assert reading is not None
    assert (frame, kind) in {(match.frame.id, match.frame.type.value) for told in reading.told for match in told.matches}


@pytest.mark.parametrize("lang", TONGUES)
def test_a_language_has_all_its_tables(lang: str) -> None:
    cues = cues_for(lang)
    assert cues is not None
    assert cues.language == lang
    assert lexicon_of(lang) != lexicon_of("en")


@pytest.mark.parametrize("lang", TONGUES)
def test_a_small_word_belongs_to_the_sets_of_its_english_namesake(lang: str) -> None:
    english, grammar = grammar_of("en"), grammar_of(lang)
    assert english is not None
    assert grammar is not None
    borne = {name for listed in grammar.small.values() for _, name in listed}
    for name, words in english.words.items():
        assert words & borne <= grammar.words[name]

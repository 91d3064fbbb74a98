"""The quirks of real minutes, each in a small fixture of our own, under its number in the list of them.

Four have files of their own: dates (9, `test_dates.py`), pages without text (10, `formats/test_pdf.py`), encodings (11,
`test_encodings.py`) and personal numbers (15, `test_personal_numbers.py`).
"""

from __future__ import annotations

import pytest

from tests.searchlib.ingest.texts import outline, read_html, read_markdown, read_plain, whole_text


def test_1_soft_hyphens_leave_words_whole_even_when_split_over_tags() -> None:
    page = "<h1>Vård</h1><p>Nämn<span>\u00ad</span><b>den</b> ser över vård\u00ad platserna och tand\u00adhälsan.</p>"
    assert "Nämnden ser över vårdplatserna och tandhälsan." in whole_text(read_html(page))


def test_2_decomposed_letters_are_composed() -> None:
    assert "för åldern" in whole_text(read_plain("Va\u030ard fo\u0308r a\u030aldern ges."))


def test_3_broken_words_are_joined_and_suspended_ones_are_not() -> None:
    text = whole_text(
        read_plain(
            """
            Nämnden har under våren arbetat med att genom-
            föra beslutet om nya lokaler och med barn-
            omsorgen i kommunens östra delar. Även kultur-
            och fritidschefen deltog, liksom skol- samt
            omsorgspersonal. Ledningen vill se en EU-
            ansökan före sommaren och en covid-
            19-plan. Svar ges på www.exempel.se/plan-
            for-skolan/ inom kort.
            """
        )
    )
    assert "genomföra beslutet" in text
    assert "barnomsorgen i" in text
    assert "kultur- och fritidschefen" in text
    assert "skol- samt omsorgspersonal" in text
    assert "EU-ansökan" in text
    assert "covid-19-plan" in text
    assert "www.exempel.se/plan-for-skolan/ inom" in text


PAGES = """
Byggnadsnämnden
Protokoll nr 4
Sammanträdesdatum: 2019-03-14
§ 1
Öppnande
Ordföranden öppnar mötet och hälsar alla välkomna till
nämndens lokaler. Dagordningen godkänns med ett till-

Justerande                 Utdragsbestyrkande
Ekdala kommun
1 (3)
\fByggnadsnämnden
Protokoll nr 4
Sammanträdesdatum: 2019-03-14
lägg om bron vid kvarnen.
§ 2
Bron vid kvarnen
Bron stängs för trafik under hösten. Arbetet leds av
gatuchefen.

Justerande                 Utdragsbestyrkande
Ekdala kommun
2 (3)
\fByggnadsnämnden
Protokoll nr 4
Sammanträdesdatum: 2019-03-14
§ 3
Övriga frågor
Inga övriga frågor anmäls.

Justerande                 Utdragsbestyrkande
Ekdala kommun
3 (3)
"""


def test_4_page_furniture_leaves_the_text_and_gives_up_what_it_knows() -> None:
    minutes = read_plain(PAGES)
    text = whole_text(minutes)
    for furniture in ("Utdragsbestyrkande", "Sammanträdesdatum", "Ekdala kommun", "(3)", "Protokoll nr"):
        assert furniture not in text
    assert str(minutes.meeting_date.value) == "2019-03-14"
    assert minutes.organ == "Byggnadsnämnden"
    assert minutes.kind == "protokoll"
    assert [(section.number, section.page) for section in minutes.sections] == [("1", 1), ("2", 2), ("3", 3)]


def test_4_a_word_and_a_sentence_go_on_over_a_page_break() -> None:
    first = read_plain(PAGES).sections[0].text
    assert "Dagordningen godkänns med ett tillägg om bron vid kvarnen." in first


def test_4_pages_are_numbered_as_they_number_themselves() -> None:
    renumbered = PAGES.replace("1 (3)", "11 (13)").replace("2 (3)", "12 (13)").replace("3 (3)", "13 (13)")
    assert [section.page for section in read_plain(renumbered).sections] == [11, 12, 13]


@pytest.mark.parametrize(
    "line",
    [
        "3 (5)",
        "Sida 2 av 10",
        "Sid 4(7)",
        "- 3 -",
        "Datum Diarienummer",
        "Justerandes sign. ........",
        "Justerande / Utdragsbestyrkande / Sida 2 av 10",
        "REGIONEN I ÖSTERMARK 2015-10-23  3 (5)",
        "Val av justerare .................... 4",
    ],
)
def test_4_some_furniture_is_known_by_its_shape_alone(line: str) -> None:
    minutes = read_plain(f"Ordföranden öppnar mötet.\n{line}\nSedan talar kassören om budgeten.\n")
    assert line.split()[-1] not in whole_text(minutes).split()
    assert "Ordföranden" in whole_text(minutes)
    assert "kassören" in whole_text(minutes)


def test_5_a_two_column_attendance_list_gives_people_not_headings() -> None:
    minutes = read_plain(
        """
        Beslutande    Ledamöter                Tjänstgörande ersättare
                      Eva Strand (S), ordförande     Olle Berg (M)
                      Nils Ahl (C)                   Maj Lund (V)

        § 1 Upprop
        Upprop förrättas.
        """
    )
    assert {"Eva Strand", "Nils Ahl", "Olle Berg", "Maj Lund"} <= {person.name for person in minutes.participants}
    assert outline(minutes) == [("1", "Upprop")]


def test_5_tables_keep_their_rows_and_cells_apart() -> None:
    text = whole_text(read_plain("Bidrag\tKronor\nByalaget\t12 000\nOrkestern\t8 500\n"))
    assert "Byalaget\t12 000\nOrkestern\t8 500" in text


def test_6_broken_glyphs_become_bullets_letters_or_a_warning() -> None:
    minutes = read_plain("\uf0b7 ﬂera förslag\n\uf0b7 ett beslut\n")
    assert "• flera förslag" in whole_text(minutes)
    assert "bad_glyphs" in read_plain("R\ue0ab\ue0acd\ue0aat m\ue0a1tte\ue0a2.").warnings


def test_6_letterspaced_headings_are_words_again() -> None:
    text = whole_text(read_plain("G R A N S K N I N G S R A P P O R T\n\nRevisorerna har granskat bokslutet.\n"))
    assert "GRANSKNINGSRAPPORT" in text


def test_7_no_break_spaces_become_spaces() -> None:
    assert "12 500,00 kronor" in whole_text(read_plain("Priset är 12\u00a0500,00\u00a0kronor."))


def test_8_identifiers_stay_as_they_stand() -> None:
    minutes = read_plain(
        """
        § 67 Regler för bidrag
        Dnr KS 2023/115

        Ärendet hör samman med SLK-2024-00009:52 och RS/240542 samt SFS 2010:800.
        """
    )
    assert minutes.reference_numbers == ("KS 2023/115", "SLK-2024-00009:52", "RS/240542")
    assert minutes.reference_number is None


@pytest.mark.parametrize(
    ("page", "gone", "kept"),
    [
        ('<nav><a href="/">Start</a></nav><p>Rådet möttes.</p>', "Start", "Rådet möttes."),
        ('<div class="breadcrumb">Hem / Politik</div><p>Rådet möttes.</p>', "Politik", "Rådet möttes."),
        ('<div id="cookie-banner">Vi använder kakor</div><p>Rådet möttes.</p>', "kakor", "Rådet möttes."),
        ("<p>Rådet möttes.</p><p>Sidan uppdaterad 2019-03-14</p>", "uppdaterad", "Rådet möttes."),
        ("<p>Rådet möttes.</p><p>Hjälpte sidan dig?</p>", "Hjälpte", "Rådet möttes."),
        ("<p>Se programmet Pdf, 172 kB.</p>", "172", "Se programmet"),
        ("<script>var nej = 1</script><p>Rådet möttes.</p>", "nej", "Rådet möttes."),
        ("<main><p>Rådet möttes i kväll.</p></main><p>Reklam</p>", "Reklam", "Rådet möttes"),
        ('<div role="navigation">Meny</div><div role="main"><p>Rådet möttes.</p></div>', "Meny", "Rådet möttes."),
        ("<form><label>Sök här</label></form><p>Rådet möttes.</p>", "Sök", "Rådet möttes."),
        (
            "<table><tr><td><a>Start</a><br><a>Råden</a><br><a>Kalender</a><br><a>Länkar</a></td>"
            "<td><h1>Maj</h1><p>Rådet möttes.</p></td></tr></table>",
            "Kalender",
            "Rådet möttes.",
        ),
    ],
)
def test_12_the_frame_of_a_web_page_is_no_text(page: str, gone: str, kept: str) -> None:
    text = whole_text(read_html(page))
    assert gone not in text
    assert kept in text


def test_12_headings_become_sections_and_tables_rows_with_cells_apart() -> None:
    minutes = read_html(
        "<h1>Protokoll 2019-03-14</h1><h2>Val</h2><p>Eva valdes.</p><h2>Ekonomi</h2>"
        "<table><tr><th>Post</th><th>Kronor</th></tr><tr><td>Hyra</td><td>900</td></tr></table>"
    )
    assert outline(minutes) == [(None, "Val"), (None, "Ekonomi")]
    assert "Post\tKronor\nHyra\t900" in minutes.sections[-1].text


def test_13_front_matter_and_comments_overrule_what_the_text_says() -> None:
    for opening, closing in (("---", "---"), ("<!--", "-->")):
        minutes = read_markdown(
            f"{opening}\ntitel: Höstmöte\ndatum: 2019-10-01\norgan: Byarådet\nnärvarande:\n  - Eva Strand\n{closing}\n"
            "# Något annat\n\nDatum: 2018-01-01\n\n## Val\n\nEva valdes.\n"
        )
        assert (minutes.title, str(minutes.meeting_date.value), minutes.organ) == ("Höstmöte", "2019-10-01", "Byarådet")
        assert minutes.meeting_date.source == "front_matter"
        assert [person.name for person in minutes.participants] == ["Eva Strand"]


def test_13_markdown_escapes_and_marks_leave_the_text() -> None:
    text = whole_text(
        read_markdown("## Punkt\n\nPris 5 \\* 3 **kronor** för *alla* i [rådet](https://exempel.se/r).\n")
    )
    assert "Pris 5 * 3 kronor för alla i rådet." in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("§ 12 Val av kassör\nEva valdes.\n\n§ 13 Budget\nDen antogs.", [("12", "Val av kassör"), ("13", "Budget")]),
        (
            "§ 12\nVal av kassör\n\nEva valdes.\n§ 13\nBudget\n\nDen antogs.",
            [("12", "Val av kassör"), ("13", "Budget")],
        ),
        ("1\nÖppnande\nMötet öppnas.\n\n2\nVal\nEva valdes.", [("1", "Öppnande"), ("2", "Val")]),
        ("1. Öppnande\nMötet öppnas.\n\n2. Val\nEva valdes.", [("1", "Öppnande"), ("2", "Val")]),
        ("- 1. Öppnande**\nMötet öppnas.\n- 2. Val**\nEva valdes.", [("1", "Öppnande"), ("2", "Val")]),
        ("Punkt 1 Öppnande\nMötet öppnas.\nPunkt 2 Val\nEva valdes.", [("1", "Öppnande"), ("2", "Val")]),
        ("Ärende 7: Vägen\nDen lagas.\nÄrende 8: Bron\nDen stängs.", [("7", "Vägen"), ("8", "Bron")]),
        (
            "1 Mål\nVi vill.\n1.1 Skola\nBra.\n1.2 Vård\nBra.\n2 Medel\nPengar.",
            [("1", "Mål"), ("1.1", "Skola"), ("1.2", "Vård"), ("2", "Medel")],
        ),
        (
            "§ 45 Bron\nStängs.\n§ 45 a Vägen\nÖppnas.\n§ 46 Övrigt\nInget.",
            [("45", "Bron"), ("45 a", "Vägen"), ("46", "Övrigt")],
        ),
    ],
)
def test_14_every_form_of_numbered_section_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert outline(read_plain(text)) == expected


def test_14_references_to_other_paragraphs_begin_no_section() -> None:
    minutes = read_plain(
        """
        § 8 Reglemente
        Nämnden hänvisar till
        § 21 i arbetsordningen och till
        § 9 i reglementet från förra året.

        § 9 Övrigt
        Inget övrigt togs upp.
        """
    )
    assert outline(minutes) == [("8", "Reglemente"), ("9", "Övrigt")]


def test_14_lists_years_times_and_amounts_are_no_numbers() -> None:
    minutes = read_plain(
        """
        1. Inköp
        Rådet köper följande:
        1. Stolar
        2. Bord
        3. Mattor

        2. Tider
        Öppet som förra året:
        2019
        10.30
        5 000 kronor delades ut.

        3. Övrigt
        Inget togs upp.
        """
    )
    assert outline(minutes) == [("1", "Inköp"), ("2", "Tider"), ("3", "Övrigt")]


def test_14_an_agenda_above_the_minutes_is_not_the_sections() -> None:
    minutes = read_plain(
        """
        Dagordning
        1. Öppnande
        2. Val
        3. Avslutning

        1. Öppnande
        Mötet öppnas av Eva.

        2. Val
        Nils valdes till kassör.

        3. Avslutning
        Mötet avslutas.
        """
    )
    assert outline(minutes) == [("1", "Öppnande"), ("2", "Val"), ("3", "Avslutning")]
    assert "Nils valdes" in minutes.sections[2].text


def test_14_short_lines_set_apart_are_headings_and_names_are_not() -> None:
    minutes = read_plain(
        """
        Möte i byrådet

        Närvarande
        Eva Strand
        Nils Ahl

        Lekplatsen
        Lekplatsen vid ån ska rustas upp under våren. Pengar finns i budgeten.

        Hur går det med bron?
        Bron är snart klar, men räcket saknas. Gatuchefen återkommer i frågan.

        Vid pennan
        Nils Ahl
        """
    )
    assert outline(minutes) == [(None, "Lekplatsen"), (None, "Hur går det med bron?")]


def test_14_a_row_of_lone_years_is_a_chronicle_and_a_single_one_is_not() -> None:
    opening = "Bakgrund\n\nSå här har det gått till genom åren i rådet.\n\n"
    years = opening + "2018\n\nRådet bildades.\n\n2017\n\nEn grupp träffades.\n"
    assert [heading for _, heading in outline(read_plain(years))] == ["Bakgrund", "2018", "2017"]
    single = "Rådet bildades.\n\n2018\n\nSedan dess har rådet mötts varje månad i stugan.\n"
    assert outline(read_plain(single)) == []


def test_14_headings_over_several_lines_are_whole_when_a_reference_number_stands_first() -> None:
    minutes = read_plain(
        """
        § 6 0657/22
        Redovisning av uppdraget att utreda ett långsiktigt
        huvudmannaskap för den gamla väderkvarnen i Ekdala
        Beslut

        Enligt kommunstyrelsens förslag:
        1. Nämnden får ansvara för kvarnen.
        § 7 0668/22
        Motion av Bertil Ask (S), Cecilia Norén (V),
        Doris Lundin (C) och Erik Palm (M) om ljus vid ån
        Beslut

        Motionen bifalls.
        § 8 Ärendenummer EKD-2022-00593

        Beslutade investeringar 2022
        Beslut

        Antecknas.
        § 9 Ärendenummer EKD-2022-00594
        Val av revisor
        Beslut
        Nämnden väljer Frida Granlund till revisor
        Ordföranden lämnar sin plats
        § 10 0671/22
        Övriga frågor
        Gustav Hellman frågar när bron öppnar igen.
        """
    )
    assert outline(minutes) == [
        ("6", "Redovisning av uppdraget att utreda ett långsiktigt huvudmannaskap för den gamla väderkvarnen i Ekdala"),
        ("7", "Motion av Bertil Ask (S), Cecilia Norén (V), Doris Lundin (C) och Erik Palm (M) om ljus vid ån"),
        ("8", "Beslutade investeringar 2022"),
        ("9", "Val av revisor"),
        ("10", "Övriga frågor"),
    ]


def page_of_pdf(number: int, *lines: str) -> str:
    """A page as programs write it that make HTML of a PDF: the header in a cell, the number in a paragraph."""
    rows = "".join(f"<TR><TD>{line}</TD></TR>" for line in lines[1:])
    first = f"<TR><TD>Skr. 2019:7</TD><TD>{lines[0]}</TD></TR>"
    return f'<DIV id="page_{number}"><TABLE>{first}{rows}</TABLE><P>{number}</P></DIV>'


def test_12_a_pdf_that_was_made_html_is_read_by_its_pages() -> None:
    minutes = read_html(
        "<STYLE>.ft1{font: 12px}</STYLE>"
        + page_of_pdf(1, "Regionens skrivelse om broar", "Överlämnas den 3 april 2019.")
        + page_of_pdf(
            2, "Innehåll", "1 Ärendets gång ............ 3", "2 Broarnas skick ...... 4", "3 Åtgärder ...... 4"
        )
        + page_of_pdf(
            3, "<SPAN>1</SPAN> Ärendets gång", "Regionen har granskat broarna i länet och funnit brister i under-"
        )
        + page_of_pdf(
            4, "Tre av dem är gamla.", "2 Broarnas skick", "1. Den första bron är stängd.", "2. Den andra är öppen."
        )
        + page_of_pdf(5, "3 Åtgärder", "Regionen lagar broarna före vintern.")
    )
    assert outline(minutes) == [("1", "Ärendets gång"), ("2", "Broarnas skick"), ("3", "Åtgärder")]
    assert [section.page for section in minutes.sections] == [1, 3, 4, 5]
    assert "Skr. 2019:7" not in whole_text(minutes)

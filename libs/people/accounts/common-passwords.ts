/**
 * Words that stand in most lists of stolen passwords, German and English, collected by hand. A password made of them,
 * of runs along the keyboard or of years and digits is common in any of its thousands of spellings (`password-rules.ts`).
 */
export const COMMON_WORDS: readonly string[] =
  `abc abend aber abitur account achtung adidas adler admin administrator adrian agent agentur airbus aktuell albert alex alexander alexandra alfred alina aline all alles alpha amanda america amerika amor anaconda andi andrea andreas andrew android angel angela angelika angels animal anja anke anna anne anni annika anton antonia apache apfel apple april arbeit arbeitsamt arbeitsagentur arsenal arthur asdf asdfgh asdfghjkl ashley asdfjkl audi august auto azubi ausbildung
baby bach bailey balkon ball banane bandit bank barbara barcelona barney baseball basketball batman bayer bayern bayernmuenchen bear beate beautiful beck beer bella ben benedikt benjamin benutzer berlin bernd bernhard berufsschule bettina bible bier biene bigdog bild bine birgit birne bitch bitte blau blink blue blume bluemchen boerse bochum boss boston braun bremen britta broken bruder brücke bruno buch buddy buero bulldog bund bunny buster butter butterfly
calvin camaro carla carmen carola caroline carsten casper cassie celine champion changeme charlie charlotte chelsea cheese chef chemie chevy chicken chiara chris christ christa christian christina christine christoph christopher cindy clara claudia claus coffee college computer connect cookie cooper corinna corvette cowboy crystal
daddy dagmar dallas dana daniel daniela danke dark dave david daten database default deborah deine delta demo denise dennis desktop deutsch deutschland dexter diamond diana dieter dietmar dirk disney doggy dolphin dominik donald doris dortmund dragon dreamer drache dresden drucker du duck dunkel
eagle edgar eins einhorn einszwei eintracht elefant elena elias elisabeth elke ella emilia emily emma england engel enter erfolg erik erika erna ernst eva ewig explorer
fabian falcon family familie felix fender ferdinand ferrari feuer feuerwehr fiat fisch fischer fish flasche flieger florian flower fluffy flughafen football ford forever frank frankfurt franz franzi franziska frau freddy freedom freiheit freitag freund freunde freundin friday friend friends frieda friedrich fritz fröhlich fruehling fuchs fuck fuckyou fussball fußball
gabi gabriel galaxy game gandalf garten geburtstag geheim geheimnis gehen geil geld georg george gerd gerhard germany gerda gesund ginger girl giraffe glueck god gold golden goldfish golf google gott grandma green gruen gross guest guitar gunner günter guten gutentag
haase haben hallo hallohallo hallowelt hamburg hammer hamster hannah hannes hannover hans hansa happy harald harley harry hase haus heart heaven hedwig heidi heike heiko heinrich heinz heiss helene helga hello helmut helpme hendrik herbert herbst hermann herr hertha herz herzlich hexe himmel hockey holger home homer honda honey horst hotel hummel hund hunde hundehuette hunter
ich ichliebedich ihr iloveyou inge ingo ingrid internet irene iris isabel isabella island ist
jack jackson jahr jaguar jakob james jan jana janine januar japan jasmin jason jasper jeans jennifer jenny jens jessica jesus jimmy joachim jochen johann johanna johannes john johnny jonas jonathan jordan jordan23 josef joseph joshua jörg judith juergen julia julian juli june jungle juni junior justin justus jutta
kaffee kaiser kali kamera karin karl karla karlsruhe karriere karsten kaspar kater katharina kathrin katja katrin katze kein kennwort kerstin kevin killer kind kinder king kirsche kirsten kitten kitty klaus klasse klein koeln koenig komm kommunion konrad konto kristin kuchen kuh kunde kuss
ladybug lakers lara lars laura lea leben lehrer lehrling leipzig lena lennart leo leon leonie let letmein lewandowski liebe liebling liebst lied lieschen lilly lina linda linux lisa liverpool lol london lord lotse lotta louisa louise love lovely lover loveyou lucas lucky lucy ludwig luisa lukas luna lustig
macho madison maerz maggie magic mai maik mainz maja mama malte mami manchester manfred manuel manuela marcel marco marcus maria marie marina mario marion marius mark markus marlene marley marlboro martha martin martina marvin master mathe matrix matthew matthias matze maurice maus max maxi maximilian mechanik meer mein meine meinpasswort melanie melissa mercedes merlin mia micha michael michaela michelle mickey mike mila milan miriam mittwoch moin monika monkey monster montag moritz morgen moodle moped mond motorrad mozart muenchen mueller music musik mustang mutter myspace
nadine nadja name nana natalie natascha nathan nele neu neuer new newyork nicholas nick nico nicola nicole niklas nils nina nintendo nirvana noah norbert nord normal november null nummer nutzer
oberst office oktober olaf oldenburg oliver olivia oma onkel online opa opel open orange oskar ostern otto
packers panda pandora panther papa papagei papi pascal pass passwd passwort passwörter passwort password passw patrick patricia paul paula paulchen peace peanut pepper peter petra pferd pferde philip philipp phoenix pia pink pirat pizza player please pokemon poldi police polizei polo popcorn porsche post prinz prinzessin princess private prüfung purple puppy
qay qaywsx qayxsw qazwsx qwe qwer qwert qwertz qwerty qwertzu qwertzuiop qwertyuiop
rabbit rachel rainbow rainer ralf ramona ranger raphael raven real realmadrid rebecca red regen regina reiner renate rene revolution richard ricky robert robin robot rock rocky roland rolf roman romeo romy rosa rose rosi rostock rot rudi rudolf runner ruth
sabine sabrina sally salz sam samantha samira samsung samstag sandra sandy sara sarah sascha saturn saskia schalke schatz schatzi scheisse scheiße schlampe schlange schloss schlüssel schmetterling schmidt schnecke schnee schnucki schoen schokolade schueler schule schulz schumi schumacher schwarz schwester scooter scorpion sebastian secret security seite selina september server sesam sesamöffnedich service sex shadow shannon sicher sicherheit sieben siegfried silber silke silver silvia simon simone simpson sina single skater slayer smiley smokey snoopy soccer sofie sofia sommer sommerferien sonja sonne sonnenblume sonnenschein sonntag sophia sophie spider spiderman spiel spiele sport spring stadt standard star stargate stars start starwars stefan stefanie steffen steffi stella stern sterne steve steven strand student stuttgart sugar summer sunny sunshine super superman superstar supersicher surfer susanne susi sweet sweetie swordfish sylvia system
tanja tasche taylor team teddy tennis teresa test tester testtest tequila texas theo thomas thorsten thunder tiffany tiger tigger tim timo tina tobi tobias toby tochter todesstern tom tomate tommy toni toyota traum trinity trustno turbo tweety twitter
udo ulli ulrich ulrike und underworld unicorn united universe unsere urlaub user ute uwe
valentin vanessa vater vegas vera veronika victor victoria viking viktoria viel vincent violet viola virginia vogel volker volkswagen vollgas vorname
wald walter warcraft wasser wasserfall weber weihnachten weihnachtsmann weiss welcome welt wendy werder werderbremen werner whatever white wien wiese wiesel wilhelm will william willi willkommen wind windows winner winston winter wir wizard wochenende wolf wolfgang wolke wort wunder
xaver xbox xenia xxx xyz yamaha yankees yannick yellow yoda yvonne zauber zauberer zebra zeit zitrone zucker zugang zuhause zukunft zusammen zwei zwerg`.split(
    /\s+/,
  );

/** Rows and columns of the keyboard, and the alphabet: parts of them, forwards or backwards, are runs. */
export const RUNS: readonly string[] = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertzuiopü',
  'asdfghjklöä',
  'yxcvbnm',
  'qwertyuiop',
  'zxcvbnm',
  'qaywsxedcrfvtgbzhnujmikolp',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1q2w3e4r5t6z7u8i9o0p',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qay2wsx3edc4rfv5tgb6zhn7ujm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
];

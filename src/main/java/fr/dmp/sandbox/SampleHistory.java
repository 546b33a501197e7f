package fr.dmp.sandbox;

import fr.dmp.identity.InsuredPerson;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Writes CNAM-HR documents of people who don't exist: a year of care that could be anyone's, in the seven sections, each
 * row both in the narrative and as an entry. The same person, day and version give the same document.
 */
public final class SampleHistory {

    private static final DateTimeFormatter HL7 = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter FRENCH = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final String CNAM = "1.2.250.1.215.200.";

    private final InsuredPerson person;
    private final LocalDate today;
    private final int version;
    private final Random random;
    private int entries;

    private SampleHistory(InsuredPerson person, LocalDate today, int version) {
        this.person = person;
        this.today = today;
        this.version = version;
        this.random = new Random(person.id().getLeastSignificantBits());
    }

    /**
     * The document, UTF-8 XML.
     *
     * @param today its last day; care lies in the eleven months before
     * @param version 1 or more; a higher one replaces a lower one of the same person
     */
    public static String of(InsuredPerson person, LocalDate today, int version) {
        return new SampleHistory(person, today, version).document();
    }

    private record Product(String code, String label, String group, String groupLabel, String more) {}

    private record Act(String code, String system, String label) {}

    private record Doctor(String rpps, String given, String family, String specialty, String place) {
        String name() {
            return "Dr " + given + " " + family;
        }
    }

    private static final List<Product> MEDICINES = List.of(
            new Product("3400935955838", "DOLIPRANE 1000MG CPR8", "N02", "ANALGESIQUES", "PARACETAMOL"),
            new Product(
                    "3400935243300",
                    "AMOXICILLINE BIOGARAN 1G CPR14",
                    "J01",
                    "ANTIBACTERIENS A USAGE SYSTEMIQUE",
                    "AMOXICILLINE"),
            new Product(
                    "3400933191917",
                    "LEVOTHYROX 75MCG CPR30",
                    "H03",
                    "MEDICAMENTS DE LA THYROIDE",
                    "LEVOTHYROXINE SODIQUE"),
            new Product(
                    "3400934888700", "METFORMINE BIOGARAN 850MG CPR30", "A10", "MEDICAMENTS DU DIABETE", "METFORMINE"),
            new Product(
                    "3400930986080",
                    "SPASFON CPR30",
                    "A03",
                    "MEDICAMENTS DES TROUBLES FONCTIONNELS GASTRO-INTESTINAUX",
                    "PHLOROGLUCINOL"),
            new Product(
                    "3400934438738",
                    "VENTOLINE 100MCG INHAL FL200 DOSES",
                    "R03",
                    "MEDICAMENTS DES SYNDROMES OBSTRUCTIFS DES VOIES AERIENNES",
                    "SALBUTAMOL"));

    private static final List<Product> VACCINES = List.of(
            new Product("3400932129904", "VAXIGRIP SUSP INJ SER0,5ML", "J07BB02", "GRIPPE, ANTIGENE PURIFIE", ""),
            new Product(
                    "3400936773875",
                    "BOOSTRIXTETRA SUSP INJ SER0,5ML",
                    "J07CA02",
                    "DIPHTERIE-COQUELUCHE-POLIOMYELITE-TETANOS",
                    ""));

    private static final List<Product> DEVICES = List.of(
            new Product(
                    "1100028",
                    "SOLUTION A USAGE OPHTALMIQUE, SANTEN, CATIONORM, BOITE DE 30 UNIDOSES, 0,4 ML",
                    "",
                    "",
                    ""),
            new Product("1102866", "LOCATION HEBDOMADAIRE, COMPRESSEUR, COURTE DUREE, DTF, AEROLIGHT", "", "", ""));

    private static final List<Act> CARE = List.of(
            new Act("G", "3.3", "CONSULTATION MEDECINE GENERALE"),
            new Act("CS", "3.3", "CONSULTATION SPECIALISTE"),
            new Act("HBMD053", "3.4", "Restaur 1 prémol / molaire 1 face par matér plastiq sans ancr"),
            new Act("DEQP003", "3.4", "Électrocardiographie sur au moins 12 dérivations"));

    private static final List<Act> IMAGES = List.of(
            new Act("ZBQK002", "3.4", "Radiographie du thorax"),
            new Act("MDQK001", "3.4", "Radiographie de la main ou de doigt"),
            new Act("ZCQM008", "3.4", "Échographie transcutanée de l'abdomen"));

    private static final List<Act> BIOLOGY = List.of(
            new Act("1104", "4.1", "HEMOGRAMME Y COMPRIS PLAQUETTES (NFS , NFP)"),
            new Act("552", "4.1", "SANG : GLUCOSE (GLYCEMIE)"),
            new Act("1208", "4.1", "T.S.H. (SANG)"),
            new Act("9105", "4.1", "FORFAIT DE SECURITE POUR ECHANTILLON SANGUIN"));

    private static final List<Act> STAYS = List.of(
            new Act("1721", "3.1", "Mise en place de certains accès vasculaires, séjours de moins de 2 jours"),
            new Act("2263", "3.1", "Endoscopies digestives diagnostiques et biopsie, en ambulatoire"));

    private static final List<Doctor> DOCTORS = List.of(
            new Doctor("10002598340", "Hélène", "MOREAU", "Médecin - Médecine Générale (SM)", "CABINET DU DR MOREAU"),
            new Doctor(
                    "10004871265", "Bruno", "LEFEVRE", "Médecin - Médecine Générale (SM)", "MAISON DE SANTE DU CANAL"),
            new Doctor("10007713504", "Samira", "BENALI", "Médecin - Cardiologie (SM)", "CENTRE DE SANTE DES LILAS"));

    /** A row of the narrative and its entry. */
    private record Written(LocalDate day, String row, String entry) {}

    private interface Writer {
        Written write(int number, LocalDate day);
    }

    private String document() {
        String body = medicines()
                + vaccines()
                + devices()
                + stays()
                + acts("CARE", "Soins médicaux et dentaires", "67803-7", "Liste des actes", CARE, 6)
                + acts("RAD", "Radiologie", "18726-0", "Radiologie", IMAGES, 2)
                + biology();
        return fill(
                        HEAD,
                        "SET",
                        set(),
                        "VERSION",
                        version,
                        "NIR",
                        person.nir().value(),
                        "FAMILY",
                        person.familyName(),
                        "GIVEN",
                        person.givenNames(),
                        "SEX",
                        person.sex(),
                        "GENDER",
                        person.sex().equals("F") ? "Féminin" : "Masculin",
                        "BIRTH",
                        HL7.format(person.birthDate()),
                        "FROM",
                        HL7.format(today.minusMonths(12)),
                        "TO",
                        HL7.format(today))
                .replace("@BODY@", body);
    }

    /** 2.25: an OID made of a UUID. */
    private String set() {
        return "2.25." + new java.math.BigInteger(person.id().toString().replace("-", ""), 16);
    }

    private String medicines() {
        return section(
                "MED",
                "10160-0",
                "",
                "Médication administrée",
                "Médicaments",
                List.of(
                        "!Date de délivrance",
                        "Libellé du médicament",
                        "Groupe thérapeutique",
                        "Composants actifs du médicament",
                        "Prescrit par",
                        "Spécialité du prescripteur",
                        "Établissement du prescripteur",
                        "Délivré par",
                        "Quantité délivrée"),
                5,
                (number, day) -> {
                    Product product = one(MEDICINES);
                    Doctor doctor = one(DOCTORS);
                    int quantity = 1 + random.nextInt(3);
                    return new Written(
                            day,
                            row(
                                    true,
                                    day,
                                    "MED" + number,
                                    product.label(),
                                    product.groupLabel(),
                                    product.more(),
                                    doctor.name(),
                                    doctor.specialty(),
                                    doctor.place(),
                                    "PHARMACIE DU MARCHE",
                                    quantity),
                            fill(
                                    GIVEN,
                                    "ID",
                                    id(),
                                    "REF",
                                    "MED" + number,
                                    "PRODUCT",
                                    product(product, "1.2.1"),
                                    "SUPPLY",
                                    supply(day, doctor, "<quantity value=\"" + quantity + "\"/>"),
                                    "TEMPLATES",
                                    MEDICATION,
                                    "CODE",
                                    "",
                                    "TIME",
                                    MEDICATION_TIME));
                });
    }

    private String vaccines() {
        return section(
                "VAC",
                "11369-6",
                "",
                "Historique des vaccinations",
                "Vaccinations",
                List.of(
                        "!Date de délivrance",
                        "Libellé du vaccin",
                        "Valence vaccinale",
                        "Prescrit par",
                        "Spécialité du prescripteur",
                        "Établissement du prescripteur",
                        "Délivré par"),
                1,
                (number, day) -> {
                    Product vaccine = one(VACCINES);
                    Doctor doctor = one(DOCTORS);
                    return new Written(
                            day,
                            row(
                                    true,
                                    day,
                                    "VAC" + number,
                                    vaccine.label(),
                                    vaccine.groupLabel(),
                                    doctor.name(),
                                    doctor.specialty(),
                                    doctor.place(),
                                    "PHARMACIE DU MARCHE"),
                            fill(
                                    GIVEN,
                                    "ID",
                                    id(),
                                    "REF",
                                    "VAC" + number,
                                    "PRODUCT",
                                    product(vaccine, "1.2.2"),
                                    "SUPPLY",
                                    supply(day, doctor, ""),
                                    "TEMPLATES",
                                    IMMUNIZATION,
                                    "CODE",
                                    "<code code=\"IMMUNIZ\" displayName=\"Vaccination sans autres précisions\" codeSystem=\"2.16.840.1.113883.5.4\"/>",
                                    "TIME",
                                    "<effectiveTime nullFlavor=\"UNK\"/>"));
                });
    }

    private String devices() {
        return section(
                "DM",
                "46264-8",
                "",
                "Dispositifs médicaux",
                "Dispositifs médicaux",
                List.of(
                        "!Date de délivrance",
                        "Libellé du dispositif médical",
                        "Prescrit par",
                        "Spécialité du prescripteur",
                        "Établissement du prescripteur",
                        "Délivré par",
                        "Quantité délivrée"),
                1,
                (number, day) -> {
                    Product device = one(DEVICES);
                    Doctor doctor = one(DOCTORS);
                    return new Written(
                            day,
                            row(
                                    true,
                                    day,
                                    "DM" + number,
                                    device.label(),
                                    doctor.name(),
                                    doctor.specialty(),
                                    doctor.place(),
                                    "PHARMACIE DU MARCHE",
                                    1),
                            fill(
                                    DEVICE,
                                    "ID",
                                    id(),
                                    "REF",
                                    "DM" + number,
                                    "DAY",
                                    HL7.format(day),
                                    "AUTHOR",
                                    author(day, doctor),
                                    "LPP",
                                    device.code(),
                                    "LABEL",
                                    device.label()));
                });
    }

    private String stays() {
        return section(
                "HOSP",
                "46240-8",
                "",
                "Historique des rencontres",
                "Hospitalisations",
                List.of("Période du séjour", "Nature du séjour", "Lieu du séjour"),
                1,
                (number, day) -> {
                    Act stay = one(STAYS);
                    return new Written(
                            day,
                            "<tr><td>le " + FRENCH.format(day) + "</td><td>" + content("HOSP" + number, stay.label())
                                    + "</td><td>CLINIQUE DES TILLEULS</td></tr>",
                            fill(
                                    STAY,
                                    "ID",
                                    id(),
                                    "REF",
                                    "HOSP" + number,
                                    "DAY",
                                    HL7.format(day),
                                    "GHS",
                                    stay.code(),
                                    "LABEL",
                                    stay.label()));
                });
    }

    private String acts(String prefix, String title, String part, String partName, List<Act> acts, int most) {
        boolean specialty = prefix.equals("CARE");
        List<String> headings =
                new ArrayList<>(List.of("!Date de l'acte", "Code de l'acte", "Libellé de l'acte", "Réalisé par"));
        if (specialty) {
            headings.add("Spécialité");
        }
        headings.add("Établissement");
        return section(
                prefix, "29554-3", translation(part, partName), "Actes", title, headings, most, (number, day) -> {
                    Act act = one(acts);
                    Doctor doctor = one(DOCTORS);
                    String row = specialty
                            ? act(day, act, prefix + number, doctor.name(), doctor.specialty(), doctor.place())
                            : act(day, act, prefix + number, doctor.name(), doctor.place());
                    return new Written(
                            day,
                            row,
                            fill(
                                    ACT,
                                    "ID",
                                    id(),
                                    "REF",
                                    prefix + number,
                                    "DAY",
                                    HL7.format(day),
                                    "ACT",
                                    act.code(),
                                    "SYSTEM",
                                    CNAM + act.system(),
                                    "LABEL",
                                    act.label(),
                                    "PERFORMERS",
                                    fill(
                                            PERSON,
                                            "RPPS",
                                            doctor.rpps(),
                                            "SPECIALTY",
                                            doctor.specialty(),
                                            "GIVEN",
                                            doctor.given(),
                                            "FAMILY",
                                            doctor.family(),
                                            "PLACE",
                                            doctor.place())));
                });
    }

    private String biology() {
        return section(
                "BIO",
                "29554-3",
                translation("26436-6", "Biologie"),
                "Actes",
                "Biologie",
                List.of("!Date de l'acte", "Code de l'acte", "Libellé de l'acte", "Réalisé par", "Établissement"),
                4,
                (number, day) -> {
                    Act act = one(BIOLOGY);
                    return new Written(
                            day,
                            act(day, act, "BIO" + number, "LABORATOIRE DU CANAL", " "),
                            fill(
                                    ACT,
                                    "ID",
                                    id(),
                                    "REF",
                                    "BIO" + number,
                                    "DAY",
                                    HL7.format(day),
                                    "ACT",
                                    act.code(),
                                    "SYSTEM",
                                    CNAM + act.system(),
                                    "LABEL",
                                    act.label(),
                                    "PERFORMERS",
                                    LABORATORY));
                });
    }

    /** Newest rows first, as the Assurance Maladie writes them. */
    private String section(
            String prefix,
            String code,
            String translation,
            String name,
            String title,
            List<String> headings,
            int most,
            Writer writer) {
        List<LocalDate> days = random.ints(1 + random.nextInt(most), 5, 335)
                .mapToObj(today::minusDays)
                .sorted((a, b) -> b.compareTo(a))
                .toList();
        List<Written> written = new ArrayList<>();
        for (LocalDate day : days) {
            written.add(writer.write(written.size() + 1, day));
        }
        String head = headings.stream()
                .map(h -> h.startsWith("!")
                        ? "<th colspan=\"2\">" + escaped(h.substring(1)) + "</th>"
                        : "<th>" + escaped(h) + "</th>")
                .collect(Collectors.joining());
        return fill(SECTION, "LOINC", code, "NAME", name, "TITLE", title)
                .replace("@TEMPLATES@", SECTION_TEMPLATES.get(prefix))
                .replace("@TRANSLATION@", translation)
                .replace("@HEAD@", head)
                .replace("@ROWS@", written.stream().map(Written::row).collect(Collectors.joining("\n")))
                .replace("@ENTRIES@", written.stream().map(Written::entry).collect(Collectors.joining("\n")));
    }

    private static String translation(String code, String name) {
        return "<translation code=\"" + code + "\" displayName=\"" + name + "\" codeSystem=\"2.16.840.1.113883.6.1\"/>";
    }

    private static String row(boolean marked, LocalDate day, String id, String label, Object... cells) {
        StringBuilder row = new StringBuilder("<tr>").append(marked ? "<td/>" : "");
        row.append("<td>")
                .append(FRENCH.format(day))
                .append("</td><td>")
                .append(content(id, label))
                .append("</td>");
        for (Object cell : cells) {
            row.append("<td>").append(escaped(cell)).append("</td>");
        }
        return row.append("</tr>").toString();
    }

    private static String act(LocalDate day, Act act, String id, String... cells) {
        StringBuilder row =
                new StringBuilder("<tr><td/><td>").append(FRENCH.format(day)).append("</td><td>");
        row.append(act.code())
                .append("</td><td>")
                .append(content(id, act.label()))
                .append("</td>");
        for (String cell : cells) {
            row.append("<td>").append(escaped(cell)).append("</td>");
        }
        return row.append("</tr>").toString();
    }

    private static String content(String id, String label) {
        return "<content ID=\"" + id + "\">" + escaped(label) + "</content>";
    }

    private static String product(Product product, String classification) {
        String substances = product.more().isEmpty()
                ? ""
                : "<translation><translation code=\"0\" displayName=\"" + product.more() + "\" codeSystem=\"" + CNAM
                        + "1.3.1\"/></translation>";
        return "<translation code=\"" + product.code() + "\" displayName=\"" + escaped(product.label())
                + "\" codeSystem=\"" + CNAM + "1.1.1\"/>"
                + "<translation code=\"" + product.group() + "\" displayName=\"" + escaped(product.groupLabel())
                + "\" codeSystem=\"" + CNAM
                + classification + "\"/>" + substances;
    }

    private String supply(LocalDate day, Doctor doctor, String quantity) {
        return fill(SUPPLY, "ID", id(), "DAY", HL7.format(day))
                .replace("@QUANTITY@", quantity)
                .replace("@AUTHOR@", author(day, doctor));
    }

    private static String author(LocalDate day, Doctor doctor) {
        return fill(
                AUTHOR,
                "DAY",
                HL7.format(day),
                "RPPS",
                doctor.rpps(),
                "SPECIALTY",
                doctor.specialty(),
                "GIVEN",
                doctor.given(),
                "FAMILY",
                doctor.family(),
                "PLACE",
                doctor.place());
    }

    private String id() {
        return new UUID(person.id().getMostSignificantBits(), ++entries)
                .toString()
                .toUpperCase();
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String fill(String template, Object... values) {
        String filled = template;
        for (int i = 0; i < values.length; i += 2) {
            String value = values[i + 1].toString();
            // A fragment of ours stays as it is, a text is escaped.
            filled = filled.replace("@" + values[i] + "@", value.startsWith("<") ? value : escaped(value));
        }
        return filled;
    }

    private static String escaped(Object text) {
        return text.toString()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static final java.util.Map<String, String> SECTION_TEMPLATES = java.util.Map.of(
            "MED",
                    templates(
                            "2.16.840.1.113883.10.20.1.8", "1.3.6.1.4.1.19376.1.5.3.1.3.19", "1.2.250.1.213.1.1.2.143"),
            "VAC",
                    templates(
                            "2.16.840.1.113883.10.20.1.6", "1.3.6.1.4.1.19376.1.5.3.1.3.23", "1.2.250.1.213.1.1.2.147"),
            "DM", templates("2.16.840.1.11383.10.20.1.7", "1.3.6.1.4.1.19376.1.5.3.1.1.5.3.5", "1.2.250.1.213.1.1.2.1"),
            "HOSP",
                    templates(
                            "2.16.840.1.113883.10.20.1.3",
                            "1.3.6.1.4.1.19376.1.5.3.1.1.5.3.3",
                            "1.2.250.1.213.1.1.2.76"),
            "CARE", templates("1.3.6.1.4.1.19376.1.5.3.1.1.13.2.11", "1.2.250.1.213.1.1.2.118"),
            "RAD", templates("1.3.6.1.4.1.19376.1.5.3.1.1.13.2.11", "1.2.250.1.213.1.1.2.118"),
            "BIO", templates("1.3.6.1.4.1.19376.1.5.3.1.1.13.2.11", "1.2.250.1.213.1.1.2.118"));

    private static final String MEDICATION = templates(
            "2.16.840.1.113883.10.20.1.24",
            "1.3.6.1.4.1.19376.1.5.3.1.4.7",
            "1.2.250.1.213.1.1.3.42",
            "1.3.6.1.4.1.19376.1.5.3.1.4.7.1");
    private static final String IMMUNIZATION =
            templates("2.16.840.1.113883.10.20.1.24", "1.3.6.1.4.1.19376.1.5.3.1.4.12", "1.2.250.1.213.1.1.3.45");
    private static final String MEDICATION_TIME =
            "<effectiveTime xsi:type=\"IVL_TS\"><low nullFlavor=\"UNK\"/><high nullFlavor=\"UNK\"/></effectiveTime><effectiveTime operator=\"A\"/>";

    private static String templates(String... roots) {
        return List.of(roots).stream()
                .map(root -> "<templateId root=\"" + root + "\"/>")
                .collect(Collectors.joining());
    }

    private static final String HEAD =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
              <realmCode code="FR"/>
              <typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
              <templateId root="2.16.840.1.113883.2.8.2.1"/>
              <templateId root="1.2.250.1.213.1.1.1.1"/>
              <templateId root="1.2.250.1.213.1.1.1.36" extension="2021.01"/>
              <id root="@SET@.@VERSION@"/>
              <code code="REMB" codeSystem="1.2.250.1.213.1.1.4.12" displayName="Données de remboursement"/>
              <title>Données de remboursement</title>
              <effectiveTime value="@TO@060000+0100"/>
              <confidentialityCode code="N" displayName="Normal" codeSystem="2.16.840.1.113883.5.25"/>
              <languageCode code="fr-FR"/>
              <setId root="@SET@"/>
              <versionNumber value="@VERSION@"/>
              <recordTarget>
                <patientRole>
                  <id extension="@NIR@" root="1.2.250.1.213.1.4.10"/>
                  <addr nullFlavor="NASK"/>
                  <telecom nullFlavor="NASK"/>
                  <patient classCode="PSN">
                    <name>
                      <family qualifier="BR">@FAMILY@</family>
                      <given>@GIVEN@</given>
                    </name>
                    <administrativeGenderCode code="@SEX@" displayName="@GENDER@" codeSystem="2.16.840.1.113883.5.1"/>
                    <birthTime value="@BIRTH@"/>
                  </patient>
                </patientRole>
              </recordTarget>
              <author>
                <time value="@TO@060000+0100"/>
                <assignedAuthor>
                  <id root="1.2.250.1.71.4.2.1" extension="000000000000000/1.2.250.1.215.1.2"/>
                  <code code="ALIM_AM" displayName="Alimentation auto à partir du SI de l'Ass Maladie" codeSystem="1.2.250.1.213.1.1.4.6"/>
                  <addr nullFlavor="NASK"/>
                  <telecom nullFlavor="NASK"/>
                  <assignedAuthoringDevice>
                    <manufacturerModelName>.</manufacturerModelName>
                    <softwareName>Assurance Maladie (bac à sable)</softwareName>
                  </assignedAuthoringDevice>
                  <representedOrganization>
                    <id root="1.2.250.1.71.4.2.2" extension="000000000000000"/>
                    <name>Assurance Maladie (bac à sable)</name>
                  </representedOrganization>
                </assignedAuthor>
              </author>
              <custodian>
                <assignedCustodian>
                  <representedCustodianOrganization>
                    <id root="1.2.250.1.71.4.2.2" extension="000000000000000"/>
                    <name>Assurance Maladie (bac à sable)</name>
                  </representedCustodianOrganization>
                </assignedCustodian>
              </custodian>
              <legalAuthenticator>
                <time value="@TO@060000+0100"/>
                <signatureCode code="S"/>
                <assignedEntity>
                  <id root="1.2.250.1.71.4.2.1" extension="000000000000000/1.2.250.1.215.1.2"/>
                  <addr nullFlavor="NASK"/>
                  <telecom nullFlavor="NASK"/>
                  <assignedPerson>
                    <name>
                      <given>.</given>
                      <family>Assurance Maladie</family>
                    </name>
                  </assignedPerson>
                </assignedEntity>
              </legalAuthenticator>
              <documentationOf>
                <serviceEvent>
                  <effectiveTime>
                    <low value="@FROM@060000+0100"/>
                    <high value="@TO@060000+0100"/>
                  </effectiveTime>
                  <performer typeCode="PRF">
                    <assignedEntity>
                      <id nullFlavor="NA"/>
                      <representedOrganization>
                        <standardIndustryClassCode code="AMO" displayName="Organisme d'assurance maladie obligatoire" codeSystem="1.2.250.1.213.1.1.4.9"/>
                      </representedOrganization>
                    </assignedEntity>
                  </performer>
                </serviceEvent>
              </documentationOf>
              <componentOf>
                <encompassingEncounter>
                  <effectiveTime nullFlavor="NA"/>
                  <location>
                    <healthCareFacility>
                      <code code="SA24" displayName="Organisme de sécurité sociale" codeSystem="1.2.250.1.71.4.2.4"/>
                    </healthCareFacility>
                  </location>
                </encompassingEncounter>
              </componentOf>
              <component>
                <structuredBody>
                  <component>
                    <section>
                      <templateId root="2.16.840.1.113883.10.12.201"/>
                      <templateId root="1.3.6.1.4.1.19376.1.4.1.2.16"/>
                      <templateId root="1.2.250.1.213.1.1.2.73"/>
                      <code code="55112-7" displayName="Commentaire sur le document" codeSystem="2.16.840.1.113883.6.1"/>
                      <title>Usage et Responsabilités</title>
                      <text ID="mention">Document fictif du bac à sable : il ne décrit les soins de personne.</text>
                    </section>
                  </component>
            @BODY@
                </structuredBody>
              </component>
            </ClinicalDocument>
            """;

    private static final String SECTION =
            """
            <component>
              <section>
                @TEMPLATES@
                <id nullFlavor="UNK"/>
                <code code="@LOINC@" displayName="@NAME@" codeSystem="2.16.840.1.113883.6.1">@TRANSLATION@</code>
                <title>@TITLE@</title>
                <text>
                  <table border="0">
                    <thead><tr>@HEAD@</tr></thead>
                    <tbody>
            @ROWS@
                    </tbody>
                  </table>
                </text>
            @ENTRIES@
              </section>
            </component>
            """;

    private static final String GIVEN =
            """
            <entry>
              <substanceAdministration classCode="SBADM" moodCode="EVN">
                @TEMPLATES@
                <id root="@ID@"/>
                @CODE@
                <text><reference value="#@REF@"/></text>
                <statusCode code="completed"/>
                @TIME@
                <consumable>
                  <manufacturedProduct>
                    <templateId root="2.16.840.1.113883.10.20.1.53"/>
                    <templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.7.2"/>
                    <templateId root="1.2.250.1.213.1.1.3.43"/>
                    <manufacturedMaterial>
                      <code>
                        <originalText><reference value="#@REF@"/></originalText>
                        @PRODUCT@
                      </code>
                    </manufacturedMaterial>
                  </manufacturedProduct>
                </consumable>
                @SUPPLY@
              </substanceAdministration>
            </entry>
            """;

    private static final String SUPPLY =
            """
            <entryRelationship typeCode="REFR" inversionInd="false">
              <supply classCode="SPLY" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.1.34"/>
                <templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.7.3"/>
                <templateId root="1.2.250.1.213.1.1.3.44"/>
                <id root="@ID@"/>
                @QUANTITY@
                <performer typeCode="PRF">
                  <time value="@DAY@"/>
                  <assignedEntity>
                    <id nullFlavor="UNK"/>
                    <representedOrganization><name>PHARMACIE DU MARCHE</name></representedOrganization>
                  </assignedEntity>
                </performer>
                @AUTHOR@
              </supply>
            </entryRelationship>
            """;

    private static final String AUTHOR =
            """
            <author>
              <time value="@DAY@090000+0100"/>
              <assignedAuthor>
                <id root="1.2.250.1.71.4.2.1" extension="8@RPPS@"/>
                <code code="G15_10" displayName="@SPECIALTY@" codeSystem="1.2.250.1.213.1.1.4.5"/>
                <assignedPerson>
                  <name><suffix>DR</suffix><given>@GIVEN@</given><family>@FAMILY@</family></name>
                </assignedPerson>
                <representedOrganization><name>@PLACE@</name></representedOrganization>
              </assignedAuthor>
            </author>
            """;

    private static final String DEVICE =
            """
            <entry>
              <supply classCode="SPLY" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.1.34"/>
                <templateId root="1.2.250.1.213.1.1.3.20"/>
                <id root="@ID@"/>
                <text><reference value="#@REF@"/></text>
                <effectiveTime xsi:type="IVL_TS"><low nullFlavor="UNK"/></effectiveTime>
                <quantity value="1"/>
                <performer typeCode="PRF">
                  <time value="@DAY@"/>
                  <assignedEntity>
                    <id nullFlavor="UNK"/>
                    <representedOrganization><name>PHARMACIE DU MARCHE</name></representedOrganization>
                  </assignedEntity>
                </performer>
                @AUTHOR@
                <participant typeCode="DEV">
                  <participantRole classCode="MANU">
                    <playingDevice classCode="DEV" determinerCode="INSTANCE">
                      <code>
                        <originalText><reference value="#@REF@"/></originalText>
                        <translation code="@LPP@" displayName="@LABEL@" codeSystem="1.2.250.1.215.200.2.1"/>
                      </code>
                    </playingDevice>
                  </participantRole>
                </participant>
              </supply>
            </entry>
            """;

    private static final String STAY =
            """
            <entry>
              <encounter classCode="ENC" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.1.21"/>
                <templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.14"/>
                <templateId root="1.2.250.1.213.1.1.3.58"/>
                <id root="@ID@"/>
                <code code="IMP" displayName="Hospitalisation (établissement, y compris HAD)" codeSystem="2.16.840.1.113883.5.4">
                  <qualifier><value code="@GHS@" displayName="@LABEL@" codeSystem="1.2.250.1.215.200.3.1"/></qualifier>
                </code>
                <text><reference value="#@REF@"/></text>
                <effectiveTime><low value="@DAY@"/></effectiveTime>
                <performer typeCode="PRF">
                  <assignedEntity>
                    <id nullFlavor="UNK"/>
                    <representedOrganization><name>CLINIQUE DES TILLEULS</name></representedOrganization>
                  </assignedEntity>
                </performer>
              </encounter>
            </entry>
            """;

    private static final String ACT =
            """
            <entry>
              <procedure classCode="PROC" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.1.29"/>
                <templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.19"/>
                <templateId root="1.2.250.1.213.1.1.3.62"/>
                <id root="@ID@"/>
                <code code="@ACT@" displayName="@LABEL@" codeSystem="@SYSTEM@"/>
                <text><reference value="#@REF@"/></text>
                <statusCode code="completed"/>
                <effectiveTime value="@DAY@"/>
                @PERFORMERS@
              </procedure>
            </entry>
            """;

    private static final String PERSON =
            """
            <performer>
              <assignedEntity classCode="ASSIGNED">
                <id root="1.2.250.1.71.4.2.1" extension="8@RPPS@"/>
                <code code="G15_10" displayName="@SPECIALTY@" codeSystem="1.2.250.1.213.1.1.4.5"/>
                <assignedPerson>
                  <name><suffix>DR</suffix><given>@GIVEN@</given><family>@FAMILY@</family></name>
                </assignedPerson>
                <representedOrganization><name>@PLACE@</name></representedOrganization>
              </assignedEntity>
            </performer>
            """;

    private static final String LABORATORY =
            """
            <performer>
              <assignedEntity classCode="ASSIGNED">
                <id nullFlavor="UNK"/>
                <representedOrganization><name>LABORATOIRE DU CANAL</name></representedOrganization>
              </assignedEntity>
            </performer>
            """;
}

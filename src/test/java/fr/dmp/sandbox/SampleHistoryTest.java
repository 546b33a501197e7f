package fr.dmp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.TestData;
import fr.dmp.claims.Holders;
import fr.dmp.claims.Section;
import fr.dmp.claims.cda.CnamHistory;
import fr.dmp.claims.delivery.CareDocument;
import fr.dmp.claims.delivery.CareLine;
import fr.dmp.identity.InsuredPerson;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumSet;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;

class SampleHistoryTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 31);

    @Test
    void aSampleHasLinesInAllSevenSectionsWithinTheYear() {
        for (int i = 0; i < 50; i++) {
            InsuredPerson person = Holders.someone(Holders.nir());
            CareDocument document =
                    CnamHistory.read(SampleHistory.of(person, TODAY, 2).getBytes(StandardCharsets.UTF_8));

            assertThat(document.nir()).isEqualTo(person.nir());
            assertThat(document.version()).isEqualTo(2);
            assertThat(document.refused()).isEmpty();
            assertThat(document.lines())
                    .extracting(CareLine::section)
                    .containsAll(EnumSet.range(Section.MEDICINES, Section.BIOLOGY).stream()
                            .filter(section -> section != Section.OTHER)
                            .toList());
            assertThat(document.lines()).allSatisfy(line -> {
                assertThat(line.from()).isBetween(TODAY.minusMonths(12), TODAY);
                assertThat(line.code()).isNotNull();
                assertThat(line.details()).extracting("label").doesNotContain("Libellé du code", "Quantité codée");
            });
        }
    }

    @Test
    void theSamePersonDayAndVersionGiveTheSameDocument() {
        InsuredPerson person = Holders.someone(Holders.nir());

        assertThat(SampleHistory.of(person, TODAY, 1)).isEqualTo(SampleHistory.of(person, TODAY, 1));
    }

    @Test
    void nothingOfTheTemplateIsLeftInADocument() {
        assertThat(SampleHistory.of(Holders.someone(Holders.nir()), TODAY, 1))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                .doesNotContain("th:", "thymeleaf", "${", "/*");
    }

    @Test
    void samplesAreValidByTheOfficialSchema() throws Exception {
        Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(
                        TestData.file("cda/infrastructure/cda/CDA_extended.xsd").toFile());
        for (int i = 0; i < 10; i++) {
            String sample = SampleHistory.of(Holders.someone(Holders.nir()), TODAY, 1);
            schema.newValidator().validate(new StreamSource(new StringReader(sample)));
        }
    }
}

package fr.dmp.record;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.record.SomePeople.Someone;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SomePeopleTest {

    /** The sandbox's phone refuses, loses or keeps silent where a number ends so. */
    @Test
    void areAllDifferentAndAnswerThePhone() {
        List<Someone> people = Stream.generate(SomePeople::anyone).limit(20_000).toList();
        assertThat(people).extracting(Someone::nir).doesNotHaveDuplicates();
        assertThat(people)
                .extracting(Someone::mobile)
                .doesNotHaveDuplicates()
                .noneMatch(mobile -> mobile.matches(".*000[1-6]"));
    }
}

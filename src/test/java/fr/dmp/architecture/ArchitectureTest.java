package fr.dmp.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import fr.dmp.DmpApplication;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

class ArchitectureTest {

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("fr.dmp");

    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages("fr.dmp.architecture.fixture");

    static Stream<Field> rules() {
        return Arrays.stream(Rules.class.getDeclaredFields())
                .filter(field ->
                        Modifier.isStatic(field.getModifiers()) && ArchRule.class.isAssignableFrom(field.getType()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theProgramKeepsTheRule(Field rule) throws Exception {
        ((ArchRule) rule.get(null)).check(PROGRAM);
    }

    /** What breaks NO_SUCH_RULE is in the package noSuchRule, each class of it by itself: a rule without any fails here. */
    @ParameterizedTest
    @MethodSource("rules")
    void theRuleCatchesItsFixture(Field rule) throws Exception {
        String fixture = camelCase(rule.getName());
        JavaClasses breaking = FIXTURES.that(com.tngtech.archunit.base.DescribedPredicate.describe(
                "the fixture " + fixture, (JavaClass c) -> c.getName().contains("fixture." + fixture + ".")));
        assertThat(breaking).as("fixture package " + fixture).isNotEmpty();
        ArchRule held = (ArchRule) rule.get(null);
        assertThat(breaking).allSatisfy(broken -> assertThatThrownBy(
                        () -> held.check(breaking.that(equivalentTo(broken.reflect()))))
                .isInstanceOf(AssertionError.class)
                .hasMessageNotContaining("failed to check any classes"));
    }

    @Test
    void modulesDependOnlyOnWhatTheyDeclare() {
        ApplicationModules.of(DmpApplication.class).verify();
    }

    @Test
    void anUndeclaredArrowAndACircleAreFound() {
        ApplicationModules broken = ApplicationModules.of(
                "fr.dmp.architecture.fixture.modules", ImportOption.Predefined.ONLY_INCLUDE_TESTS);
        assertThatThrownBy(broken::verify)
                .isInstanceOf(Violations.class)
                .hasMessageContaining("Allowed targets: none")
                .hasMessageContaining("Cycle detected");
    }

    @Test
    void noClassStandsOutsideOfADeclaredModule() {
        assertThat(PROGRAM.stream().filter(c -> !c.getName().startsWith("fr.dmp.DmpApplication")))
                .allSatisfy(c -> assertThat(module(c)).as(c.getName()).isTrue());
        assertThat(module(FIXTURES.get("fr.dmp.architecture.fixture.timeIsInjected.Breaks")))
                .isFalse();
    }

    /** Whether the class's first package below the root says what it may depend on. */
    private static boolean module(JavaClass c) {
        String[] parts = c.getPackageName().split("\\.");
        if (parts.length < 3) {
            return false;
        }
        try {
            return Class.forName("fr.dmp." + parts[2] + ".package-info")
                    .isAnnotationPresent(org.springframework.modulith.ApplicationModule.class);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static String camelCase(String constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.toLowerCase().split("_")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}

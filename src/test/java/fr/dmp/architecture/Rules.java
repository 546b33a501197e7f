package fr.dmp.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The house's rules that a compiler doesn't check. Each is held against the program by {@link ArchitectureTest} and
 * against a class of {@code fixture} that breaks it.
 */
final class Rules {

    static final ArchRule ENGINE_IN_ITS_ROOM = noClasses()
            .that()
            .resideOutsideOfPackages("..process..", "fr.dmp.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..")
            .as("the process engine is known in *.process and engine alone");

    static final ArchRule ROUTES_IN_THEIR_ROOM = noClasses()
            .that()
            .resideOutsideOfPackage("..route..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.springframework.integration..")
            .as("Camel and Spring Integration are known in *.route alone");

    /** Foundations are flat: their few statements stand beside what they serve. */
    static final ArchRule SQL_IN_ITS_ROOM = noClasses()
            .that()
            .resideInAnyPackage("..signin..", "..record..", "..access..", "..document..", "..claims..", "..portal..")
            .and()
            .resideOutsideOfPackage("..store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
            .as("a capability's SQL is in its store");

    static final ArchRule NOTHING_PUBLIC_BENEATH = classes()
            .that()
            .resideInAnyPackage("..signin.*..", "..record.*..", "..access.*..")
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic()
            .as("a capability's public face is its root package");

    static final ArchRule HTTP_IN_ITS_ROOM = noClasses()
            .that()
            .resideOutsideOfPackages("..web..", "..portal..", "..sandbox..", "..gate..", "..engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..", "org.springframework.web..", "org.springframework.http..")
            .as("HTTP is known in *.web and the edges alone");

    static final ArchRule TIME_IS_INJECTED = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("fr.dmp.DmpApplication$Time")
            .should()
            .callMethodWhere(new DescribedPredicate<JavaCall<?>>("the system's time is asked for") {
                private static final Set<String> PRESENT =
                        Set.of("now", "today", "currentTimeMillis", "systemUTC", "systemDefaultZone", "system");

                @Override
                public boolean test(JavaCall<?> call) {
                    AccessTarget.CodeUnitCallTarget target = call.getTarget();
                    boolean time = target.getOwner().getPackageName().equals("java.time")
                            || target.getOwner().isEquivalentTo(System.class);
                    return time
                            && PRESENT.contains(target.getName())
                            && target.getRawParameterTypes().stream().noneMatch(type(Clock.class));
                }
            })
            .as("time comes from the injected clock");

    static final ArchRule NAMES_OF_THE_FIELD = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Dto|DTO|Service|Delegate)")
            .orShould()
            .resideInAnyPackage("..common..", "..util..", "..utils..", "..misc..")
            .as("names are the field's, not a framework's");

    static final ArchRule EFFECTS_LEAVE_THROUGH_THE_OUTBOX = noClasses()
            .that()
            .resideOutsideOfPackages("fr.dmp.notice..", "fr.dmp.sandbox..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "com.twilio..",
                            "org.springframework.mail..",
                            "jakarta.mail..",
                            "java.net.http..",
                            "org.apache.hc..",
                            "org.apache.http..")
                    .or(type(java.net.URL.class))
                    .or(type(java.net.Socket.class)))
            .as("nothing but the outbox's channels calls the network");

    static final ArchRule SAID_BY_THE_LOG = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .as("what is said goes to the log");

    static final ArchRule NO_SERIALIZED_JAVA = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .as("no Java object is read from bytes");

    static final ArchRule NOTHING_PERSONAL_PRINTED = classes()
            .that()
            .haveSimpleName("Nir")
            .or()
            .haveSimpleName("ContactPoint")
            .or(DescribedPredicate.describe("hold something personal or secret", Rules::holdsPersonal))
            .should(new ArchCondition<>("say nothing of their content in toString") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    boolean own = item.tryGetMethod("toString")
                            .filter(method -> !printsFields(method))
                            .isPresent();
                    events.add(new SimpleConditionEvent(item, own, item.getName() + " prints what it holds"));
                }

                /** A record's own toString is made by the compiler and prints every component. */
                private boolean printsFields(JavaMethod method) {
                    return method.getModifiers().contains(JavaModifier.FINAL)
                            && method.getOwner().isRecord();
                }
            });

    static final ArchRule PUBLIC_FACES_TAKE_NO_FLAGS = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .areInterfaces()
            .should()
            .notHaveRawParameterTypes(DescribedPredicate.describe(
                    "a boolean", types -> types.stream().anyMatch(t -> t.isEquivalentTo(boolean.class))))
            .as("a public face takes no boolean");

    private static final Pattern PERSONAL =
            Pattern.compile("nir|mobile|email|familyName|givenNames|destination|shown|onFile|serial|identifier"
                    + "|(?i:.*(?:token|password|secret))");

    /** The sandbox's people are invented, and its passwords everybody's. */
    private static boolean holdsPersonal(JavaClass item) {
        return item.isRecord()
                && !item.getPackageName().startsWith("fr.dmp.sandbox")
                && item.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .anyMatch(field -> PERSONAL.matcher(field.getName()).matches());
    }

    private Rules() {}
}

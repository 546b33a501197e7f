package fr.dmp.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.sandbox.SandboxClock;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

class NothingOfTheSandboxTest {

    private final GenericApplicationContext beans = new GenericApplicationContext();

    @Test
    void aProgramWithoutItStarts() {
        beans.registerBean("anything", String.class);
        beans.refresh();
        assertThatCode(() -> new NothingOfTheSandbox(beans).afterSingletonsInstantiated())
                .doesNotThrowAnyException();
    }

    @Test
    void aPartOfItEndsTheStart() {
        beans.registerBean("clock", SandboxClock.class, definition -> definition.setLazyInit(true));
        beans.refresh();
        assertThatThrownBy(() -> new NothingOfTheSandbox(beans).afterSingletonsInstantiated())
                .isInstanceOfSatisfying(Unready.class, unready -> assertThat(unready.problems())
                        .singleElement()
                        .asString()
                        .contains("bac à sable", "clock"));
    }
}

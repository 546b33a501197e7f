package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import fr.dmp.refusal.Refusal;
import fr.dmp.signin.Representation;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.method.annotation.ExceptionHandlerMethodResolver;

/** What a page answers when the program is too busy: come back, and when. */
class PageFrameTest {

    private final PageFrame frame = new PageFrame(mock(Assets.class), mock(Representation.class));

    @Test
    void aRefusalTellsWhenToComeBack() {
        MockHttpServletResponse response = new MockHttpServletResponse();
        frame.refused(Refusal.later(Refusal.Kind.UNAVAILABLE, "busy", 7), new MockHttpServletRequest(), response);
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("7");
    }

    @Test
    void withoutAConnectionItIsTooBusyNotBroken() throws Exception {
        CannotCreateTransactionException thrown = new CannotCreateTransactionException("none");
        Method handler = new ExceptionHandlerMethodResolver(PageFrame.class).resolveMethod(thrown);
        MockHttpServletResponse response = new MockHttpServletResponse();
        handler.setAccessible(true);
        handler.invoke(frame, thrown, new MockHttpServletRequest(), response);
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isNotBlank();
    }
}

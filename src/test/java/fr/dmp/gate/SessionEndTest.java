package fr.dmp.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** Tasklist polls: a session that is used all the time ends all the same. */
class SessionEndTest {

    @ParameterizedTest
    @CsvSource({"0, false", "479, false", "481, true"})
    void aSessionEndsAfterEightHoursUsedOrNot(int minutes, boolean ended) throws Exception {
        MockHttpSession session = new MockHttpSession() {
            @Override
            public long getLastAccessedTime() {
                return getCreationTime() + Duration.ofMinutes(minutes).toMillis();
            }
        };
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSession(session);
        MockFilterChain next = new MockFilterChain();
        new SessionEnd(Duration.ofHours(8)).doFilter(request, new MockHttpServletResponse(), next);
        assertThat(session.isInvalid()).isEqualTo(ended);
        assertThat(next.getRequest()).isSameAs(request);
    }
}

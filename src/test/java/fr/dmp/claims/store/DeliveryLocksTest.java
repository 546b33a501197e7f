package fr.dmp.claims.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class DeliveryLocksTest {

    @Test
    void aSessionThatCannotAnswerGoesBack() throws Exception {
        DataSource database = mock(DataSource.class);
        Connection session = mock(Connection.class);
        when(database.getConnection()).thenReturn(session);
        when(session.prepareStatement(anyString())).thenThrow(new SQLException("away", "08006"));

        assertThatThrownBy(() -> new DeliveryLocks(database).tryLock(new byte[32]))
                .isInstanceOf(IllegalStateException.class);
        verify(session).close();
    }
}

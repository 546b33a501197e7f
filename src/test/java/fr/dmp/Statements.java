package fr.dmp;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Counts the statements and commits of what a test does on its own thread; what jobs and routes do meanwhile isn't in
 * it. Savepoints are statements. A statement outside of a transaction counts as no commit: {@link Count#alone}.
 */
@Component
public class Statements implements BeanPostProcessor {

    private static final ThreadLocal<Count> COUNTING = new ThreadLocal<>();
    private static final Map<String, Count> MARKED = new ConcurrentHashMap<>();
    private static final Set<String> SAVEPOINTS = Set.of("setSavepoint", "releaseSavepoint");

    /** What ran, in its order. */
    public static final class Count {
        private final List<String> sql = new ArrayList<>();
        private int commits;
        private int alone;

        public int statements() {
            return sql.size();
        }

        /** Statements that ran more than once, with how often: more than a few are a loop. */
        public Map<String, Long> repeated() {
            return sql.stream()
                    .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .filter(one -> one.getValue() > 1)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        /** Transactions that were committed. */
        public int commits() {
            return commits;
        }

        /** Statements outside of a transaction, each a commit of its own where it writes. */
        public int alone() {
            return alone;
        }

        @Override
        public String toString() {
            return statements() + " statements, " + commits + " commits, " + alone + " alone\n  "
                    + String.join("\n  ", sql);
        }
    }

    /** A piece of a test. */
    public interface Work {
        void run() throws Exception;
    }

    public static Count during(Work work) {
        Count count = new Count();
        COUNTING.set(count);
        try {
            work.run();
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            COUNTING.remove();
        }
        return count;
    }

    /** A piece of a test that calls the program over HTTP. */
    public interface Request {
        void send(String header, String mark) throws Exception;
    }

    /** The same for a request over HTTP, on whichever of the server's threads; the request carries that header. */
    public static Count ofRequest(Request request) {
        Count count = new Count();
        String mark = UUID.randomUUID().toString();
        MARKED.put(mark, count);
        try {
            request.send(CountedRequests.MARK, mark);
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            MARKED.remove(mark);
        }
        return count;
    }

    static void begin(String mark) {
        if (mark != null && MARKED.containsKey(mark)) {
            COUNTING.set(MARKED.get(mark));
        }
    }

    static void end() {
        COUNTING.remove();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source && !(bean instanceof Counted) ? new Counted(source) : bean;
    }

    private static final class Counted extends DelegatingDataSource {

        Counted(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return COUNTING.get() == null ? connection : counted(connection);
        }
    }

    private static Connection counted(Connection connection) {
        return proxy(Connection.class, connection, (method, arguments, result) -> {
            if (method.equals("commit")) {
                count().ifPresent(count -> count.commits++);
            } else if (SAVEPOINTS.contains(method)) {
                count().ifPresent(count -> count.sql.add(method));
            } else if (method.equals("rollback") && arguments != null) {
                count().ifPresent(count -> count.sql.add("rollback to savepoint"));
            }
            if (!(result instanceof Statement statement)) {
                return result;
            }
            String sql = arguments == null ? "" : String.valueOf(arguments[0]);
            Class<?> face = method.equals("prepareStatement") ? PreparedStatement.class : Statement.class;
            return method.equals("prepareCall") ? result : statement(connection, face, statement, sql);
        });
    }

    private static Object statement(Connection connection, Class<?> face, Statement statement, String sql) {
        return proxy(face, statement, (method, arguments, result) -> {
            if (method.startsWith("execute")) {
                String text = sql.isEmpty() && arguments != null ? String.valueOf(arguments[0]) : sql;
                boolean alone = connection.getAutoCommit();
                count().ifPresent(count -> {
                    count.sql.add(text.strip().replaceAll("\\s+", " "));
                    count.alone += alone ? 1 : 0;
                });
            }
            return result;
        });
    }

    private static Optional<Count> count() {
        return Optional.ofNullable(COUNTING.get());
    }

    private interface After {
        Object seen(String method, Object[] arguments, Object result) throws SQLException;
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<?> face, Object target, After after) {
        return (T) Proxy.newProxyInstance(
                Statements.class.getClassLoader(), new Class<?>[] {face}, (self, method, arguments) -> {
                    try {
                        return after.seen(method.getName(), arguments, method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

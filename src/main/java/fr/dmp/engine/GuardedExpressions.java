package fr.dmp.engine;

import fr.dmp.refusal.Refusal;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Expressions reach process beans only. One that is evaluated without a scope comes from a query, and so from whoever
 * sent the query (CVE-2026-109432): then nothing is evaluated but what the filters of Tasklist are written with.
 */
final class GuardedExpressions extends SpringExpressionManager {

    private static final String STEP =
            "(plus|minus)(Seconds|Minutes|Hours|Days|Weeks|Months|Years)\\(\\d{1,4}\\)|withTimeAtStartOfDay\\(\\)";
    private static final Pattern FILTERS = Pattern.compile("\\s*[$#]\\{\\s*(currentUser\\(\\)|currentUserGroups\\(\\)|"
            + "now\\(\\)|dateTime\\(\\)(\\.(" + STEP + "))*)\\s*}\\s*");

    GuardedExpressions(ApplicationContext context, Map<Object, Object> beans) {
        super(context, beans);
    }

    @Override
    public Expression createExpression(String text) {
        return new Guarded(createValueExpression(text), this, text);
    }

    static boolean allowedInQueries(String text) {
        return FILTERS.matcher(text).matches();
    }

    private static final class Guarded extends JuelExpression {

        Guarded(ValueExpression expression, JuelExpressionManager expressions, String text) {
            super(expression, expressions, text);
        }

        @Override
        public Object getValue(@Nullable VariableScope scope, @Nullable BaseDelegateExecution execution) {
            if (scope == null && !isLiteralText() && !allowedInQueries(getExpressionText())) {
                // The engine wraps what an expression throws: this one is still told as the refusal that it is.
                throw new RefusedInEngine(Refusal.of(Refusal.Kind.DENIED, "forbidden"));
            }
            return super.getValue(scope, execution);
        }
    }
}

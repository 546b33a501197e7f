package fr.dmp.engine;

import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;

/** Which process instances an intake has let in during the present command. */
final class Takings implements Session {

    private final Set<String> instances = new HashSet<>();

    static Takings present() {
        return Context.getCommandContext().getSession(Takings.class);
    }

    void letIn(String instance) {
        instances.add(instance);
    }

    boolean let(String instance) {
        return instances.contains(instance);
    }

    @Override
    public void flush() {
        // nothing of it is stored
    }

    @Override
    public void close() {
        instances.clear();
    }

    static final class Factory implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return Takings.class;
        }

        @Override
        public Session openSession() {
            return new Takings();
        }
    }
}

package fr.dmp.engine;

import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ProcessDefinitionImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;

/** Puts an intake at each start event and user task while a model is read; without one in the model, nothing may be sent. */
final class FormIntakes extends AbstractBpmnParseListener {

    private static final String INTAKE = "intake";

    private final ProcessBeans beans;

    FormIntakes(ProcessBeans beans) {
        this.beans = beans;
    }

    @Override
    public void parseStartEvent(Element element, ScopeImpl scope, ActivityImpl start) {
        if (scope instanceof ProcessDefinitionImpl) {
            start.addBuiltInListener(ExecutionListener.EVENTNAME_START, new FormIntake(bean(element), beans));
        }
    }

    /** Not at the event "update": it breaks claiming. */
    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl task) {
        ((UserTaskActivityBehavior) task.getActivityBehavior())
                .getTaskDefinition()
                .addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, new FormIntake(bean(element), beans));
    }

    private static @Nullable String bean(Element element) {
        Element extensions = element.element("extensionElements");
        Element properties = extensions == null ? null : extensions.element("properties");
        if (properties == null) {
            return null;
        }
        return properties.elements("property").stream()
                .filter(property -> INTAKE.equals(property.attribute("name")))
                .map(property -> property.attribute("value"))
                .findFirst()
                .orElse(null);
    }
}

package fr.dmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.stereotype.Component;

/**
 * Notes every step and every flow that the engine takes, so that a test can tell that it walked the whole of a model. It
 * stands in the program that all tests share, where the usual extension would count per test class and per engine.
 */
@Component
public class WalkedModels extends AbstractCamundaConfiguration {

    private final Set<String> walked = ConcurrentHashMap.newKeySet();

    @Override
    public void preInit(SpringProcessEngineConfiguration configuration) {
        List<BpmnParseListener> listeners =
                new ArrayList<>(Optional.ofNullable(configuration.getCustomPreBPMNParseListeners())
                        .orElse(List.of()));
        listeners.add(new AbstractBpmnParseListener() {
            @Override
            public void parseProcess(Element element, ProcessDefinitionEntity process) {
                process.getActivities().forEach(activity -> watch(process.getKey(), activity));
            }
        });
        configuration.setCustomPreBPMNParseListeners(listeners);
    }

    private void watch(String process, ActivityImpl activity) {
        activity.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener)
                execution -> walked.add(process + "/" + execution.getCurrentActivityId()));
        activity.getOutgoingTransitions().forEach(flow -> ((TransitionImpl) flow)
                .addExecutionListener(execution -> walked.add(process + "/" + flow.getId())));
        activity.getActivities().forEach(inner -> watch(process, inner));
    }

    /** Forgets what was walked so far of a process. */
    public void forget(String process) {
        walked.removeIf(step -> step.startsWith(process + "/"));
    }

    /** Fails with the steps and flows of the model that were not taken since. */
    public void assertWhollyWalked(ProcessEngine engine, String process) {
        assertThat(left(engine, process)).as("never walked in %s", process).isEmpty();
    }

    private Set<String> left(ProcessEngine engine, String process) {
        ProcessDefinition definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult();
        BpmnModelInstance model = engine.getRepositoryService().getBpmnModelInstance(definition.getId());
        Set<String> left = new TreeSet<>();
        model.getModelElementsByType(FlowNode.class).forEach(node -> left.add(node.getId()));
        // The engine waits at an event-based gateway and goes on from the event itself: its flows are never taken.
        model.getModelElementsByType(SequenceFlow.class).stream()
                .filter(flow -> !(flow.getSource() instanceof EventBasedGateway))
                .forEach(flow -> left.add(flow.getId()));
        left.removeIf(step -> walked.contains(process + "/" + step));
        return left;
    }
}

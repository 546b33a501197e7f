package fr.dmp.architecture;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** What every model keeps to; a rule answers with the ids of the elements that break it. */
enum ModelRules {
    A_SERVICE_TASK_RUNS_THE_BEAN_OF_ITS_NAME {
        @Override
        Stream<String> broken(BpmnModelInstance model, String file) {
            return ids(
                    model.getModelElementsByType(ServiceTask.class),
                    task -> !bean(task).equals(task.getCamundaDelegateExpression())
                            || task.getCamundaClass() != null
                            || task.getCamundaExpression() != null);
        }
    },
    /** Straight through means one transaction: work that waits is a notice or a date in a table. */
    A_SERVICE_TASK_IS_NO_JOB {
        @Override
        Stream<String> broken(BpmnModelInstance model, String file) {
            return ids(
                    model.getModelElementsByType(ServiceTask.class),
                    task -> task.isCamundaAsyncBefore() || task.isCamundaAsyncAfter());
        }
    },
    A_TASK_LISTENER_IS_THE_BEAN_OF_ITS_TASK {
        @Override
        Stream<String> broken(BpmnModelInstance model, String file) {
            return model.getModelElementsByType(CamundaTaskListener.class).stream()
                    .filter(listener -> !bean(taskOf(listener)).equals(listener.getCamundaDelegateExpression()))
                    .map(listener -> taskOf(listener).getId());
        }
    },
    /** One that caught anything would take a fault of the program for a refusal of the domain. */
    A_CAUGHT_ERROR_IS_NAMED {
        @Override
        Stream<String> broken(BpmnModelInstance model, String file) {
            return model.getModelElementsByType(ErrorEventDefinition.class).stream()
                    .filter(caught ->
                            caught.getError() == null || blank(caught.getError().getErrorCode()))
                    .map(caught -> ((FlowElement) caught.getParentElement()).getId());
        }
    },
    /** A process lives while people or deadlines of days are in play, never for ever. */
    A_USER_TASK_HAS_A_DEADLINE {
        @Override
        Stream<String> broken(BpmnModelInstance model, String file) {
            List<FlowNode> timed = model.getModelElementsByType(BoundaryEvent.class).stream()
                    .filter(event ->
                            event.getEventDefinitions().stream().anyMatch(TimerEventDefinition.class::isInstance))
                    .map(event -> (FlowNode) event.getAttachedTo())
                    .toList();
            return ids(model.getModelElementsByType(UserTask.class), task -> !timed.contains(task));
        }
    },
    AN_ELEMENT_SAYS_WHAT_IT_IS {
        @Override
        Stream<String> broken(BpmnModelInstance model, String file) {
            return ids(model.getModelElementsByType(FlowNode.class), node -> blank(node.getName()));
        }
    },
    A_CHOICE_SAYS_WHAT_IT_IS {
        @Override
        Stream<String> broken(BpmnModelInstance model, String file) {
            return ids(
                    model.getModelElementsByType(SequenceFlow.class),
                    flow -> flow.getSource() instanceof Gateway
                            && flow.getConditionExpression() != null
                            && blank(flow.getName()));
        }
    },
    A_PROCESS_IS_NAMED_AS_ITS_FILE_AND_FORGOTTEN {
        @Override
        Stream<String> broken(BpmnModelInstance model, String file) {
            return model.getModelElementsByType(Process.class).stream()
                    .filter(process -> !(process.getId() + ".bpmn").equals(file)
                            || blank(process.getName())
                            || !process.isExecutable()
                            || blank(process.getCamundaHistoryTimeToLiveString()))
                    .map(Process::getId);
        }
    };

    abstract Stream<String> broken(BpmnModelInstance model, String file);

    private static <T extends FlowElement> Stream<String> ids(Collection<T> elements, Predicate<T> broken) {
        return elements.stream().filter(broken).map(FlowElement::getId);
    }

    private static String bean(FlowElement element) {
        return "#{" + element.getId() + "}";
    }

    private static UserTask taskOf(ModelElementInstance listener) {
        return (UserTask) listener.getParentElement().getParentElement();
    }

    private static boolean blank(String text) {
        return Optional.ofNullable(text).orElse("").isBlank();
    }
}

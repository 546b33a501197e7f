package fr.dmp.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.engine.ProcessBean;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/** The models and the program are bound both ways, and a person can read them. */
@SandboxTest
class ModelsTest {

    private static final Pattern BEAN = Pattern.compile("#\\{(\\w+)}");

    @Autowired
    private ConfigurableApplicationContext beans;

    static Stream<Resource> models() throws IOException {
        return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:processes/**/*.bpmn"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aServiceTaskRunsTheBeanOfItsName(Resource file) throws IOException {
        for (ServiceTask task : model(file).getModelElementsByType(ServiceTask.class)) {
            assertThat(task.getCamundaDelegateExpression()).isEqualTo("#{" + task.getId() + "}");
            assertThat(task.getCamundaClass()).isNull();
            assertThat(task.getCamundaExpression()).isNull();
            assertThat(task.isCamundaAsyncBefore() || task.isCamundaAsyncAfter())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aTaskListenerIsTheBeanOfItsTask(Resource file) throws IOException {
        for (CamundaTaskListener listener : model(file).getModelElementsByType(CamundaTaskListener.class)) {
            UserTask task = (UserTask) listener.getParentElement().getParentElement();
            assertThat(listener.getCamundaDelegateExpression()).isEqualTo("#{" + task.getId() + "}");
        }
    }

    /** Both ways: what a model names is a process bean, and each process bean is named by some model. */
    @Test
    void namesAndBeansAreTheSame() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Resource file : models().toList()) {
            named.addAll(named(file));
        }
        assertThat(named).isNotEmpty();
        assertThat(ofTheProgram(beans.getBeanNamesForAnnotation(ProcessBean.class)))
                .isEqualTo(named);
    }

    /** Tests bring beans for models of their own. */
    private Set<String> ofTheProgram(String... names) {
        return Arrays.stream(names)
                .filter(name -> madeBy(name)
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()
                        .endsWith("/classes/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Class<?> madeBy(String name) {
        String maker = beans.getBeanFactory().getBeanDefinition(name).getFactoryBeanName();
        return ClassUtils.getUserClass(beans.getType(maker == null ? name : maker));
    }

    @ParameterizedTest
    @MethodSource("models")
    void everythingSaysWhatItIs(Resource file) throws IOException {
        BpmnModelInstance model = model(file);
        assertThat(model.getModelElementsByType(FlowNode.class))
                .isNotEmpty()
                .allSatisfy(node -> assertThat(node.getName()).as(node.getId()).isNotBlank());
        assertThat(model.getModelElementsByType(SequenceFlow.class))
                .filteredOn(flow -> flow.getSource() instanceof Gateway && flow.getConditionExpression() != null)
                .isNotEmpty()
                .allSatisfy(flow -> assertThat(flow.getName()).as(flow.getId()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("models")
    void isNamedAsItsFileAndForgotten(Resource file) throws IOException {
        assertThat(model(file).getModelElementsByType(Process.class))
                .singleElement()
                .satisfies(process -> {
                    assertThat(process.getId() + ".bpmn").isEqualTo(file.getFilename());
                    assertThat(process.getName()).isNotBlank();
                    assertThat(process.isExecutable()).isTrue();
                    assertThat(process.getCamundaHistoryTimeToLiveString()).isNotBlank();
                });
    }

    private static List<String> named(Resource file) throws IOException {
        BpmnModelInstance model = model(file);
        Stream<String> intakes = model.getModelElementsByType(CamundaProperty.class).stream()
                .filter(property -> "intake".equals(property.getCamundaName()))
                .map(CamundaProperty::getCamundaValue);
        Matcher expressions = BEAN.matcher(Bpmn.convertToString(model));
        return Stream.concat(intakes, expressions.results().map(found -> found.group(1)))
                .collect(Collectors.toList());
    }

    private static BpmnModelInstance model(Resource file) throws IOException {
        return Bpmn.readModelFromStream(file.getInputStream());
    }
}

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
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
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
    void everyModelKeepsToTheRules(Resource file) throws IOException {
        BpmnModelInstance model = model(file);
        assertThat(ModelRules.values()).allSatisfy(rule -> assertThat(rule.broken(model, file.getFilename()))
                .as("%s breaks %s", file.getFilename(), rule)
                .isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void eachRuleCatchesTheModelThatBreaksIt(ModelRules rule) throws IOException {
        Resource file = new ClassPathResource("architecture/breaks-every-rule.bpmn");
        assertThat(rule.broken(model(file), file.getFilename())).isNotEmpty();
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

package fr.dmp.engine;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;

/** The beans that a model may name, as the engine wants them. They are looked up when they are needed: many of them need the engine. */
@Component
class ProcessBeans extends AbstractMap<Object, Object> {

    private final ListableBeanFactory beans;

    ProcessBeans(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String bean
                && beans.containsBean(bean)
                && beans.findAnnotationOnBean(bean, ProcessBean.class) != null;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        return containsKey(name) ? beans.getBean((String) name) : null;
    }

    Intake intake(String name) {
        return beans.getBean(name, Intake.class);
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        return Arrays.stream(beans.getBeanNamesForAnnotation(ProcessBean.class))
                .map(name -> new SimpleImmutableEntry<Object, Object>(name, beans.getBean(name)))
                .collect(Collectors.toUnmodifiableSet());
    }
}

package fr.dmp.engine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * A bean that models may name: a service task's delegate, an intake. On a class it also makes it a component; on a
 * {@code @Bean} method it only marks it. No other bean of the program can be reached from a model or an expression.
 */
@Documented
@Component
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface ProcessBean {

    /** The bean's name, where a class's own isn't wanted; a method's bean is named by the method. */
    @AliasFor(annotation = Component.class)
    String value() default "";
}

package fr.dmp.contract.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads from our records what their authors said of them: a component that isn't {@link Nullable} is always there, and
 * one that is written even when it is null is there too, as null.
 */
@Component
class RecordShapes extends ModelResolver {

    RecordShapes(ObjectMapper json) {
        super(json, new Names());
        openapi31(true);
    }

    /** A record within a public face is named after both: {@code CareHistory.Line} becomes CareHistoryLine. */
    private static final class Names extends TypeNameResolver {

        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            Class<?> around = type.getEnclosingClass();
            String name = super.nameForClass(type, options);
            return around == null || !around.isInterface() && !around.isRecord() || !ours(type)
                    ? name
                    : around.getSimpleName() + name;
        }
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> resolved = super.resolve(type, context, chain);
        Class<?> shape = _mapper.constructType(type.getType()).getRawClass();
        if (resolved != null && shape.isRecord() && ours(shape)) {
            Schema<?> model = resolved.get$ref() == null
                    ? resolved
                    : context.getDefinedModels()
                            .get(resolved.get$ref().substring(resolved.get$ref().lastIndexOf('/') + 1));
            complete(model, shape);
        }
        return resolved;
    }

    private static boolean ours(Class<?> type) {
        return type.getName().startsWith("fr.dmp.");
    }

    private static void complete(@Nullable Schema<?> model, Class<?> shape) {
        if (model == null || model.getProperties() == null) {
            return;
        }
        Set<String> required = new LinkedHashSet<>();
        for (RecordComponent component : shape.getRecordComponents()) {
            boolean absent = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean written = alwaysWritten(component);
            if (!absent || written) {
                required.add(name(component));
            }
            if (absent && written) {
                orNull(model.getProperties(), name(component));
            }
        }
        model.setRequired(required.isEmpty() ? null : List.copyOf(required));
    }

    private static String name(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }

    private static boolean alwaysWritten(RecordComponent component) {
        JsonInclude own = component.getAccessor().getAnnotation(JsonInclude.class);
        JsonInclude all = component.getDeclaringRecord().getAnnotation(JsonInclude.class);
        return Arrays.asList(own, all).stream()
                .filter(include -> include != null)
                .findFirst()
                .filter(include -> include.value() == JsonInclude.Include.ALWAYS)
                .isPresent();
    }

    private static void orNull(Map<String, Schema> properties, String name) {
        Schema<?> property = properties.get(name);
        if (property.get$ref() != null) {
            properties.put(name, new Schema<>().anyOf(List.of(property, new Schema<>().types(Set.of("null")))));
        } else {
            Set<String> types = new LinkedHashSet<>(property.getTypes());
            types.add("null");
            property.setTypes(types);
        }
    }
}

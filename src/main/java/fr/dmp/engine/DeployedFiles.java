package fr.dmp.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.ContextResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Deploys models and forms under the names of their files. The engine would take the path at which the program lies:
 * a task would not find its form, and a program moved elsewhere would deploy everything anew.
 */
@Component
@Order(Ordering.DEFAULT_ORDER + 2)
class DeployedFiles extends AbstractCamundaConfiguration {

    @Override
    public void postInit(SpringProcessEngineConfiguration configuration) {
        configuration.setDeploymentResources(Arrays.stream(configuration.getDeploymentResources())
                .map(Named::new)
                .toArray(Resource[]::new));
    }

    private static final class Named extends AbstractResource implements ContextResource {

        private final Resource file;

        private Named(Resource file) {
            this.file = file;
        }

        @Override
        public String getPathWithinContext() {
            return Objects.requireNonNull(file.getFilename());
        }

        @Override
        public String getDescription() {
            return file.getDescription();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return file.getInputStream();
        }
    }
}

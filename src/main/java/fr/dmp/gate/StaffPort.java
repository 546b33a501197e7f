package fr.dmp.gate;

import java.net.InetAddress;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** The second door of the same server: the staff's port, {@code dmp.staff.port}; 0 is any free one. */
@Component
public class StaffPort implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final int wanted;
    private final ServerProperties server;
    private @Nullable Connector connector;

    StaffPort(@Value("${dmp.staff.port}") int wanted, ServerProperties server) {
        this.wanted = wanted;
        this.server = server;
    }

    /** The port that it listens on, once the server has started. */
    public int number() {
        return connector == null ? -1 : connector.getLocalPort();
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        Connector made = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
        made.setPort(wanted);
        made.setMaxPostSize((int) server.getTomcat().getMaxHttpFormPostSize().toBytes());
        if (made.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            limit(http, server.getAddress());
        }
        connector = made;
        factory.addAdditionalTomcatConnectors(made);
    }

    /** The server's settings hold for its first door only. */
    private void limit(AbstractHttp11Protocol<?> http, @Nullable InetAddress address) {
        ServerProperties.Tomcat tomcat = server.getTomcat();
        if (address != null) {
            http.setAddress(address);
        }
        http.setMaxHttpRequestHeaderSize(
                (int) server.getMaxHttpRequestHeaderSize().toBytes());
        http.setMaxSwallowSize((int) tomcat.getMaxSwallowSize().toBytes());
        http.setConnectionTimeout((int) tomcat.getConnectionTimeout().toMillis());
        http.setKeepAliveTimeout((int) tomcat.getKeepAliveTimeout().toMillis());
    }
}

package fr.dmp.notice.route;

import com.twilio.http.HttpClient;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import fr.dmp.notice.SmsAccount;
import java.time.Duration;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Twilio's client, led to the gateway that the account names. A message that was posted is not posted again by itself:
 * neither the SDK's repetitions (of a 5xx) nor the HTTP client's are on, the outbox decides.
 */
@Configuration
class SmsClient {

    @Bean
    TwilioRestClient smsGateway(SmsAccount account, @Value("${dmp.notice.sms.timeout:5s}") Duration timeout) {
        return new TwilioRestClient.Builder(orNone(account.sid()), orNone(account.token()))
                .httpClient(once(account, Timeout.of(timeout)))
                .build();
    }

    /** The SDK wants an account even where there is none; nothing is sent with it. */
    private static String orNone(String value) {
        return value.isBlank() ? "none" : value;
    }

    private static HttpClient once(SmsAccount account, Timeout timeout) {
        return new NetworkHttpClient(client(account, timeout)) {
            @Override
            public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
                return makeRequest(request);
            }

            @Override
            public Response reliableRequest(Request request) {
                return makeRequest(request);
            }
        };
    }

    private static HttpClientBuilder client(SmsAccount account, Timeout timeout) {
        return HttpClientBuilder.create()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .setRoutePlanner((target, context) -> route(account))
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(16)
                        .setMaxConnPerRoute(16)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.ofSeconds(2))
                                .setSocketTimeout(timeout)
                                .setTimeToLive(Timeout.ofMinutes(5))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.ofSeconds(2))
                        .setResponseTimeout(timeout)
                        .build());
    }

    private static HttpRoute route(SmsAccount account) {
        HttpHost gateway = HttpHost.create(account.base());
        boolean secure = "https".equals(gateway.getSchemeName());
        int port = gateway.getPort() > 0 ? gateway.getPort() : secure ? 443 : 80;
        return new HttpRoute(new HttpHost(gateway.getSchemeName(), gateway.getHostName(), port), null, secure);
    }
}

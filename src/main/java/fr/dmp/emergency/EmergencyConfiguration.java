package fr.dmp.emergency;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(EmergencyLimits.class)
class EmergencyConfiguration {}

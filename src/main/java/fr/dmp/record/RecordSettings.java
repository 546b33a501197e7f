package fr.dmp.record;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties({CreationLimits.class, SearchLimits.class})
class RecordSettings {}

package fr.dmp.notice;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties({ConfiguredSmsAccount.class, NoticeTimes.class})
class NoticeSettings {}

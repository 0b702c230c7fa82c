package io.tocsin.standalone.demo;

import io.tocsin.standalone.people.People;

/** Who is told: what is critical everyone, the rest by Slack. */
final class Routing {
    private Routing() {}

    /** The notifier's section of the configuration. */
    static String to(People people) {
        return """
            global:
              slack_api_url: %s
              pagerduty_url: %s
              sms_api_url: %s
              sms_account_sid: AC00000000
              sms_auth_token: demo
              sms_from: '+15550001'
              smtp_smarthost: %s
              smtp_from: tocsin@bridge.example
              smtp_require_tls: false
            route:
              receiver: slack
              group_by: [alertname]
              group_wait: 15s
              group_interval: 5m
              repeat_interval: 12h
              routes:
                - matchers: ['severity="critical"']
                  receiver: everyone
            receivers:
              - name: everyone
                pagerduty_configs: [{routing_key: demo}]
                slack_configs: [{send_resolved: true}]
                sms_configs: [{to: '+15550002'}]
                email_configs: [{to: on-call@bridge.example, send_resolved: true}]
              - name: slack
                slack_configs: [{send_resolved: true}]
            """.formatted(people.url("/slack"), people.url("/pagerduty"), people.url(""), people.smarthost());
    }
}

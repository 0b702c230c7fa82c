package io.tocsin.streamprocessor.intake;

import io.tocsin.streamprocessor.time.SourceTopic;

/** What the intake tells those who count and those who keep the dead letters. Called on the task's thread. */
public interface Intake {

    void refused(Refusal refusal);

    /** A record behind its own partition's tick, but not too late. */
    void late(SourceTopic topic, String source, long latenessMillis);

    /** A record that was taken. */
    void accepted(SourceTopic topic, int samples);

    /** An event that has been taken before. */
    void repeated(SourceTopic topic);

    /** For a restore: what is told then was told before. */
    Intake SILENT = new Intake() {
        @Override
        public void refused(Refusal refusal) {}

        @Override
        public void late(SourceTopic topic, String source, long latenessMillis) {}

        @Override
        public void accepted(SourceTopic topic, int samples) {}

        @Override
        public void repeated(SourceTopic topic) {}
    };
}

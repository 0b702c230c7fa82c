package io.tocsin.client;

/**
 * Whose samples a frame has: the labels {@code job} and {@code instance} of all its series. They are the record's key
 * ({@code job/instance}) too, so that one series stands in one partition. Two processes that run at the same time must
 * not have the same source.
 *
 * @param job the application
 * @param instance which one of its processes
 */
public record Source(String job, String instance) {

    static final String JOB = "job";
    static final String INSTANCE = "instance";

    public Source {
        job = Checked.text(JOB, job);
        instance = Checked.text(INSTANCE, instance);
    }

    /** The instance is this machine's name, which in a container is the container's. */
    public static Source onThisHost(String job) {
        return new Source(job, HostName.ofThisMachine());
    }

    /** In the log, for all series of this source. */
    String recordKey() {
        return job + "/" + instance;
    }
}

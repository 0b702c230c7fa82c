package io.tocsin.standalone.up;

/** Tells a person how the instance does. */
interface StatusDisplay {
    /**
     * Called about once a second.
     *
     * @param nanos monotonic time, as of {@link System#nanoTime()}
     */
    void show(InstanceStatus status, long nanos);
}

package io.tocsin.standalone.up;

/** What a person reads when everything is up. */
final class Announcement {
    private Announcement() {}

    static String of(Instance instance) {
        return "up";
    }
}

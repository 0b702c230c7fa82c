package io.tocsin.streamprocessor.replay;

import io.tocsin.schemas.ticks.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Which partitions to read on: those that are not over, and not far ahead of the slowest one. */
final class ReadAhead {

    private final Map<TopicPartition, Course> courses;
    private final long lastInstant;
    private final long leadMillis;

    ReadAhead(Map<TopicPartition, Course> courses, long lastInstant, long leadMillis) {
        this.courses = Map.copyOf(courses);
        this.lastInstant = lastInstant;
        this.leadMillis = leadMillis;
    }

    private Course course(TopicPartition partition) {
        return Objects.requireNonNull(courses.get(partition), partition::toString);
    }

    /** Notes a record's tick; false if the partition was over before it. */
    boolean takes(TopicPartition partition, ConsumerRecord<byte[], byte[]> polled) {
        Course course = course(partition);
        if (course.horizon() >= lastInstant) {
            return false;
        }
        OptionalLong tick = polled.value() == null ? Ticks.parse(polled.key()) : OptionalLong.empty();
        tick.ifPresent(course::ticked);
        return true;
    }

    void reached(TopicPartition partition, long position) {
        course(partition).reached(position);
    }

    boolean isOver() {
        return courses.values().stream().allMatch(course -> course.isOver(lastInstant));
    }

    List<TopicPartition> wanted() {
        return select(true);
    }

    List<TopicPartition> unwanted() {
        return select(false);
    }

    private List<TopicPartition> select(boolean wanted) {
        long slowest = courses.values().stream()
                .filter(course -> !course.isOver(lastInstant))
                .mapToLong(Course::horizon)
                .min()
                .orElse(Long.MAX_VALUE);
        // Not "slowest + lead": without any tick yet the slowest is the least number there is.
        List<TopicPartition> selected = new ArrayList<>();
        courses.forEach((partition, course) -> {
            boolean far = course.horizon() > slowest && course.horizon() - leadMillis > slowest;
            if ((!course.isOver(lastInstant) && !far) == wanted) {
                selected.add(partition);
            }
        });
        return selected;
    }
}

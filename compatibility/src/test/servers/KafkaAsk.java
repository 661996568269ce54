import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes a hundred records to a broker and reads them back. */
class KafkaAsk {
  private static final String TOPIC = "hello";
  private static final int RECORDS = 100;

  public static void main(String[] args) throws Exception {
    Properties broker = new Properties();
    broker.put("bootstrap.servers", "127.0.0.1:" + args[0]);
    try (Admin admin = Admin.create(broker)) {
      if (!admin.listTopics().names().get(60, TimeUnit.SECONDS).contains(TOPIC)) {
        admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      }
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < RECORDS; i++) {
        producer.send(new ProducerRecord<>(TOPIC, "record " + i)).get(60, TimeUnit.SECONDS);
      }
    }
    read(broker);
  }

  private static void read(Properties broker) {
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(broker, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      consumer.seek(partition, end - RECORDS);
      for (int seen = 0; seen < RECORDS; ) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          System.out.println(record.value());
          seen++;
        }
      }
    }
  }
}

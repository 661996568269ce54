package dev.plimsoll.benchmarks.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The real server that is measured. When it serves it says {@code serving PORT}. */
@SpringBootApplication
public class Shop {

  public static void main(String[] args) {
    ConfigurableApplicationContext context = SpringApplication.run(Shop.class, args);
    int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    System.out.println("serving " + port);
  }
}

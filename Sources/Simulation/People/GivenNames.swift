/// Given names from many cultures, each once, and each different from all others when its letters are folded to ASCII
/// (a test sees to both).
let givenNames: StaticString = """
  Aaron Abigail Adam Alan Alexander Alice Alison Amanda Amber Amelia Andrew Angela Anthony Arthur Ashley Audrey Austin Barbara \
  Beatrice Benjamin Bethany Blake Brandon Brian Bridget Brooke Caleb Cameron Caroline Charles Charlotte Christopher Claire \
  Connor Courtney Daniel Danielle David Deborah Dennis Diana Dominic Dorothy Dylan Edward Eleanor Elizabeth Emily Emma Eric \
  Ethan Evelyn Faith Felicity Fiona Frances Gabriel Gareth Gavin Geoffrey George Georgia Grace Graham Hannah Harold Harriet \
  Harry Heather Helen Henry Holly Hugh Imogen Isaac Isabel Jack Jacob James Jasmine Jason Jennifer Jeremy Jessica Joanna John \
  Jonathan Jordan Joseph Joshua Julia Justin Karen Katherine Keith Kenneth Kevin Kimberly Kyle Laura Lauren Leah Leonard \
  Lillian Linda Logan Louise Lucas Lucy Madison Margaret Mark Martha Martin Mary Matthew Megan Melissa Michael Michelle \
  Molly Morgan Naomi Natalie Nathan Nicholas Nicole Noah Oliver Olivia Oscar Owen Pamela Patricia Patrick Paul Penelope Peter \
  Philip Phoebe Rachel Rebecca Richard Robert Rosemary Russell Ruth Ryan Samantha Samuel Sandra Sarah Scott Sean Sharon Simon \
  Sophie Spencer Stephanie Stephen Stuart Susan Theodore Theresa Thomas Timothy Tracy Vanessa Victoria Vincent Walter Wendy \
  William Zachary Zoe \
  Aoife Caoimhe Ciarán Éabha Eoin Niamh Órla Róisín Siobhán Tadhg Angharad Dafydd Rhys Siân Eilidh Hamish Mairi Ruaridh \
  Åsa Björn Freja Gösta Ingrid Jørgen Kjell Lærke Linnéa Magnus Mikkel Nils Øyvind Sigrid Søren Solveig Astrid Torbjörn \
  Aino Eero Jari Kaisa Mikko Päivi Tuomas Väinö Katrin Maarja Tõnu Guðrún Sigurður \
  Annika Dieter Friederike Günther Heike Jürgen Karl-Heinz Lieselotte Maximilian Ottilie Rüdiger Sabine Ulrike Wolfgang Zäzilie \
  Anouk Bram Femke Joost Lieke Maarten Pieternel Sander Wouter Liesbeth Thijs \
  Aurélie Benoît Céline Édouard Étienne Françoise Gaëlle Hélène Jérôme Loïc Maëlys Noémie Océane René Sébastien Thérèse Zoé-Marie \
  Alessandro Beatriz Chiara Donatella Enzo Federica Giovanni Giulia Lorenzo Ludovica Matteo Niccolò Paola Raffaele Silvia \
  Álvaro Begoña Concepción Diego Esperanza Fernando Gonzalo Inés Iñaki Jesús Joaquín Lucía Nerea Núria Pilar Rocío Santiago \
  Ximena Yolanda Andrés Belén Camila Emiliano Guadalupe Héctor Itzel Maximiliano Paloma Rigoberto Soledad Valentina \
  Adriana Conceição Filipa Gonçalo Inácio João Luís Marília Otávio Raquel Rui Tiago Thaís Vitória Márcia \
  Agnieszka Bartłomiej Czesław Dorota Grażyna Jadwiga Kasia Łukasz Małgorzata Paweł Stanisław Wojciech Zbigniew Żaneta \
  Božena Jiří Ondřej Šárka Tomáš Zdeněk Ľubica Blaž Nataša Goran Dragan Jelena Željko Vesna Miloš Csaba Erzsébet György Ildikó \
  Zoltán Andreea Bogdan Ioana Ștefan Răzvan Crenguța Desislava Plamen Stoyan Aikaterini Dimitrios Eleftheria Konstantinos Stavroula \
  Anastasiya Bohdan Dmytro Iryna Oleksandr Svitlana Taras Yevheniya Aleksei Galina Ludmila Nikolai Tatiana Vladimir Yulia \
  Ayşe Burak Çağla Deniz Emre Gülşen İbrahim Mehmet Özlem Şebnem Tuğba Yıldız \
  Abdullah Aisha Amina Bilal Fatima Hamza Hassan Ibtisam Jamila Karim Khadija Layla Mahmoud Nadia Omar Rania Samira Tariq Yasmin Youssef Zainab \
  Arash Darius Farzaneh Kaveh Laleh Mahsa Nasrin Parisa Roya Shirin \
  Avigail Chaim Dvora Eitan Liora Menachem Noam Shira Tzipora Yael \
  Aditi Anjali Arjun Deepika Divya Ganesh Harpreet Ishaan Jyoti Kavita Lakshmi Manish Nandini Pooja Priya Rajesh Rohan Sanjay Shreya \
  Sunita Vikram Yash Farhana Imran Nusrat Rezaul Dilini Kasun Nimal Bishal Prakash Sushma \
  Chen Fang Guo Hao Jing Lan Li Mei Ning Ping Qiang Rui-Xin Shan Tao Wei Xiu Yan Ying Zhen Jia-Hui Kar-Wai Siu-Ling \
  Akira Chiyo Daichi Emiko Haruki Hiroshi Kenji Keiko Mariko Naoki Ryōta Sakura Shōta Takeshi Tomoko Yūko Yumi \
  Bo-ra Dong-hyun Eun-ji Hye-jin Ji-woo Min-jun Seo-yeon Soo-ah Sung-min Yoon-seo \
  Anh Bảo Chí Dũng Hạnh Hương Khánh Linh Minh Ngọc Phương Quân Thảo Trâm Tuấn \
  Anong Chai Kanya Malee Niran Somchai Supaporn Adhi Bambang Dewi Eko Indah Putri Rizal Sri Wayan Aziz Farah Hafiz Nurul Siti \
  Analyn Bayani Dalisay Jejomar Ligaya Rodel \
  Aroha Hine Kahu Mere Rangi Tāne Wiremu Leilani Malia Keoni \
  Abena Adaeze Adebayo Akua Babajide Chiamaka Chidi Ebele Ekene Femi Folake Ifeoma Kofi Kwame Ngozi Obinna Oluwaseun Temitope Uche Yaa \
  Achieng Baraka Jabari Kamau Makena Nyambura Otieno Wanjiru Zawadi Abebe Hiwot Selam Tesfaye Lerato Naledi Nomvula Sibusiso Thabo Zanele \
  Aïssatou Boubacar Fatoumata Mamadou Ousmane Sékou
  """

/// Surnames from many cultures, each once, and each different from all others when its letters are folded to ASCII (a
/// test sees to both).
let surnames: StaticString = """
  Abbott Adams Allen Anderson Armstrong Atkinson Bailey Baker Barnes Bennett Bradley Brooks Brown Bryant Burgess Burton Butler \
  Campbell Carpenter Carter Chapman Clark Coleman Collins Cooper Crawford Cunningham Davies Dawson Dixon Douglas Edwards Elliott \
  Ellis Evans Fisher Fletcher Foster Fraser Gardner Gibson Gordon Grant Green Griffin Hamilton Harper Harris Harrison Hawkins \
  Henderson Hill Holmes Howard Hudson Hughes Hunter Jackson Jenkins Johnson Johnston Jones Kennedy King Knight Lawrence Lewis \
  Lloyd MacDonald Marshall Mason McAllister McCarthy McKenzie Miller Mitchell Montgomery Moore Morris Murphy Murray Nelson \
  Newman Nicholson Norris Palmer Parker Patterson Pearson Perkins Phillips Porter Powell Preston Quinn Ramsey Reed Reynolds \
  Roberts Robinson Rogers Russo Sanders Shaw Simpson Smith Spencer-Hughes Stevens Stewart Sullivan Sutherland Taylor Thompson Tucker \
  Turner Wagner Walker Wallace Ward Watson Webb West White Whitaker Wilkinson Williams Wilson Wood Wright Young \
  Ó-Briain O-Connell O-Donnell Fitzgerald Gallagher Kavanagh Mac-Giolla Ní-Bhriain Llewellyn Pritchard Urquhart \
  Ålund Andersen Berglund Bjørnstad Dahlström Eklöf Engström Grønbæk Haugen Håkansson Jensen Johansson Kjærgaard Lindqvist \
  Lundgren Mortensen Nyström Ødegård Petersen Rasmussen Sjöberg Skarsgård Söderlund Sørensen Thorvaldsen Vestergaard Wallström \
  Hämäläinen Järvinen Korhonen Laaksonen Mäkinen Nieminen Rantanen Virtanen Kask Pärn Tamm Jónsdóttir Þórsson \
  Albrecht Bäcker Baumgartner Böhm Eichhorn Fuchs Grünewald Hoffmann Huber Jäger Keßler Kühn Lehmann Meißner Müller Neumann Pfeiffer \
  Richter Schäfer Schmidt Schröder Schwarz Steiner Vogel Weiß Zimmermann Zürcher \
  Aerts Bakker De-Vries Dijkstra Hendriks Jansen Kuipers Mulder Peeters Van-den-Berg Van-Dijk Verhoeven Visser Willems \
  Beaulieu Bélanger Bernard Bouchard Chevalier Côté Delacroix Desjardins Dubois Ducruet Dupont Fournier Gagnon Gauthier Girard \
  Lachance Laurent Lefèvre Lévesque Marchand Mercier Moreau Pelletier Poirier Rousseau Thibault Tremblay Vaillancourt \
  Barbieri Bianchi Colombo Conti D-Angelo De-Luca Esposito Ferrari Fontana Gallo Greco Lombardi Mancini Marino Moretti Ricci Rinaldi Romano \
  Álvarez Aguirre Benítez Cabrera Castañeda Cervantes Delgado Díaz Domínguez Echeverría Espinoza Etxeberria Fernández Figueroa \
  García Gómez González Gutiérrez Hernández Ibáñez Jiménez López Maldonado Márquez Martínez Mendoza Morales Muñoz Núñez Ordóñez Ortega \
  Peña Pérez Quiñones Ramírez Rodríguez Ruiz Sánchez Sepúlveda Soto Torres Vázquez Velasco Villanueva Yáñez Zambrano \
  Almeida Araújo Barbosa Cardoso Carvalho Conceição-Lima Costa Ferreira Gonçalves Guimarães Magalhães Nascimento Oliveira Pereira Ribeiro Simões Teixeira \
  Baran Dąbrowski Górski Jabłoński Kamiński Kowalczyk Kowalski Lewandowski Łuczak Nowak Piątek Sikorski Szymański Wiśniewski Wójcik \
  Żukowski Černý Dvořák Hájek Horák Kučera Novotný Procházka Růžička Svoboda Babić Horvat Jovanović Knežević Marković Petrović Vuković \
  Zupančič Balogh Kovács Németh Szabó Szűcs Tóth Ionescu Popescu Rădulescu Șerban Dimitrov Georgieva Ivanov Todorova \
  Antoniou Georgiou Karagiannis Papadopoulos Vasilakis Bondarenko Kovalenko Kravchenko Melnyk Shevchenko Tkachenko Fedorov Kuznetsov Morozova \
  Pavlov Sokolova Volkov Kazlauskas Bērziņš Ozols \
  Aydın Çelik Demir Doğan Erdoğmuş Güneş Kılıç Öztürk Şahin Yılmaz Zorlu \
  Abbas Al-Farsi Al-Hashimi Al-Mansour Aziz-Rahman Bakr Benali Boutros El-Amrani El-Sayed Haddad Hussein Khalil Khoury Mansouri Nasser Saleh Shaheen Zidan \
  Ahmadi Farahani Hosseini Karimi Moradi Rostami Tehrani Abramov Ben-David Cohen Friedman Goldberg Levi Mizrahi Peretz Shapiro \
  Agarwal Banerjee Bhatt Chatterjee Chopra Desai Gill Gupta Iyer Jain Joshi Kapoor Khan Krishnan Kumar Malhotra Mehta Menon Mukherjee Nair \
  Patel Rao Reddy Sandhu Sharma Singh Srinivasan Subramaniam Verma Begum Chowdhury Fernando-Silva Jayawardena Perera Gurung Shrestha Tamang \
  Chan Cheung Deng Feng Gao Huang Jiang Lau Leung Liang Lin Liu Luo Ma Peng Qian Shen Song Sun Tang Wang Wong Wu Xie Xu Yang Ye Zhang Zhao Zheng Zhou Ouyang \
  Abe Endō Fujimoto Hashimoto Inoue Itō Kimura Kobayashi Matsumoto Mori Nakamura Ōno Saitō Satō Shimizu Suzuki Tanaka Watanabe Yamamoto Yoshida \
  Bae Choi Han Hwang Jeong Kang Kim Kwon Lee Lim Nam Oh Park Seo Shin Yoo \
  Bùi Đặng Đỗ Hoàng Huỳnh Lê Ngô Nguyễn Phạm Phan Trần Trịnh Võ Vũ \
  Chaiyasit Kittisak Rattanakosin Srisai Wongsakul Hartono Kusuma Santoso Setiawan Wijaya Abdullah-Yusof Ismail Razak Aquino Bautista Dela-Cruz Magsaysay Reyes Santos Villareal \
  Hēnare Kereama Ngata Parata Tāwhiri Kealoha Fa-asavalu Tuilagi \
  Abiola Achebe Adeyemi Afolabi Agyeman Asante Balogun Boateng Chukwu Eze Mensah Nwosu Obi Okafor Okonkwo Olawale Osei Owusu \
  Chebet Kariuki Kiprop Mwangi Ndungu Njoroge Ochieng Wambui Alemu Bekele Gebremariam Tadesse Dlamini Khumalo Mahlangu Mokoena Nkosi Zulu \
  Bâ Cissé Diallo Diop Keïta Koné Ndiaye Traoré
  """
